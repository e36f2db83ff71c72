"""What the product keeps of people, for /privacy/: a table that no row here names fails a test.

Whoever adds a table, a cookie or something kept in the browser adds or widens a row, in both languages.
"""

from accounts.kept.between import HARM, MENTORING, PEERS
from accounts.kept.people import PEOPLE
from accounts.kept.row import Kept
from accounts.kept.visits import VISITS
from accounts.kept.walk import WALK

__all__ = ["HARM", "MENTORING", "PEERS", "PEOPLE", "VISITS", "WALK", "Kept"]
