"""The part of qasync 0.28.0 that the app uses; the package ships no types."""

import asyncio

from PySide6.QtCore import QCoreApplication

class QEventLoop(asyncio.SelectorEventLoop):
    def __init__(
        self,
        app: QCoreApplication | None = None,
        set_running_loop: bool = False,
        already_running: bool = False,
    ) -> None: ...
    def __enter__(self) -> QEventLoop: ...
    def __exit__(self, *exception: object) -> None: ...
