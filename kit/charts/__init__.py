"""Drawings from numbers, as inline SVG: classes for the stylesheet, no colours and no scripts of their own."""
