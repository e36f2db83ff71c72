"""x"""

def forget() -> None:
    ...
