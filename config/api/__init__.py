"""The API as a whole: who comes in, how it says no, how it is described. What it can do stands in each app's `api`."""
