"""What each process of the web server loads: the application, tied to the life of its server."""

import multiprocessing

from chinar.config import lifeline

if server := multiprocessing.parent_process():
    lifeline.tie(server.pid or 0)

from chinar.config.wsgi import application

__all__ = ["application"]
