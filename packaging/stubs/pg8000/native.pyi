# Only what this program uses; the package ships no types.
import ssl
from typing import Any

class InterfaceError(Exception): ...
class DatabaseError(Exception): ...

class Connection:
    def __init__(
        self,
        user: str,
        host: str | None = ...,
        database: str | None = ...,
        port: int = ...,
        password: str | None = ...,
        unix_sock: str | None = ...,
        ssl_context: ssl.SSLContext | bool | None = ...,
        timeout: float | None = ...,
    ) -> None: ...
    def run(self, sql: str) -> list[list[Any]]: ...
    def close(self) -> None: ...
