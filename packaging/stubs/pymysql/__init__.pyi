# Only what this program uses; the package ships no types.
from typing import Any

from pymysql import err as err

def connect(**options: Any) -> Any: ...
