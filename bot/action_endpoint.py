"""How the dialogue reaches its actions: over HTTP with kept connections, or in-process."""

from __future__ import annotations

from typing import Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

# Above the actions' own deadline (2.5 s by default, 30 s at most): the apology comes first.
REQUEST_SECONDS = 32.0
CONNECT_SECONDS = 2.0


class ActionServerEndpoint(EndpointConfig):
    """The action server. Rasa opens a new connection and client session a call, and waits
    300 s; this keeps the connection and gives up in time."""

    def __init__(self, url: str) -> None:
        super().__init__(url, enable_selective_domain=True)
        self._session: aiohttp.ClientSession | None = None

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """POST the call's ``json`` and return the response's.

        Raises:
            aiohttp.ClientError: the server cannot be reached.
            ClientResponseError: it answered with an error.
        """
        if self._session is None or self._session.closed:
            timeout = aiohttp.ClientTimeout(total=REQUEST_SECONDS, sock_connect=CONNECT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout)
        async with self._session.post(self.url, json=kwargs["json"]) as response:
            if response.status >= 400:
                raise ClientResponseError(response.status, response.reason, await response.text())
            return await response.json()

    async def close(self) -> None:
        """Close the kept connections."""
        if self._session is not None:
            await self._session.close()


class InProcessEndpoint(EndpointConfig):
    """The same actions in this process, for one-off use in a terminal."""

    def __init__(self) -> None:
        from rasa_sdk.executor import ActionExecutor

        super().__init__("in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Run the action that the call's ``json`` names."""
        return await self._executor.run(kwargs["json"])
