"""How the atlas is served: many connections at once, most of which wait.

A browser keeps six connections open for each tab. With the 100 connections that waitress allows by itself, kept for
120 seconds, 17 tabs shut the next visitor out for two minutes (`docs/decisions/0036-serving-many-and-under-a-path.md`).
An open connection costs 2 kB and one file of the system; only a whole request takes one of the threads.
"""

from __future__ import annotations

import logging
import select
import socket
from wsgiref.types import WSGIApplication

CONNECTIONS = 2_000
"""Open connections: some 330 tabs. Whoever comes then waits in the queue of the system until one is closed."""
IDLE_SECONDS = 20
"""How long a connection without a request, or with half of one, stays open. A browser whose connection was closed opens
another, which costs it a round trip; a page that waits for an export asks more often than this."""
SWEEP_SECONDS = 5
"""How often idle connections are looked for; waitress's own 30 s would make 50 s of the above."""
BACKLOG = 1_024
"""Connections that the system holds until they are accepted; it may be set to hold fewer."""
THREADS = 8
SPARE_FILES = 100
"""Files that are no connection: tables, fonts, exports being written, and what libraries hold open."""
FEW = 400
"""Connections where the system has no `poll` (Windows): its `select` takes 512 sockets."""


def connections(wanted: int = CONNECTIONS) -> int:
    """How many connections may stand open; raises this process's limit of open files where the system lets it.

    Parameters
    ----------
    wanted : int
        Connections to make room for.

    Returns
    -------
    int
        Those wanted, or fewer where the system gives fewer files; half of its files where it gives next to none.
    """
    try:
        import resource
    except ImportError:
        return min(wanted, FEW)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    endless, needed = resource.RLIM_INFINITY, wanted + SPARE_FILES
    if soft != endless and soft < needed:
        raised = needed if hard == endless else min(needed, hard)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
            soft = raised
        except (OSError, ValueError):
            pass  # A system that refuses leaves the limit as it was, and so do we.
    most = wanted if soft == endless else min(wanted, max(soft - SPARE_FILES, soft // 2))
    return most if hasattr(select, "poll") else min(most, FEW)


def serve(server: WSGIApplication, listener: socket.socket, most_body: int) -> None:
    """Answer on a listening socket until interrupted.

    Parameters
    ----------
    server : WSGI application
        A WSGI application.
    listener : socket.socket
        A socket that listens.
    most_body : int
        Bytes of a body at which waitress itself hangs up.
    """
    import waitress

    # A request that waits for a free thread is no news: the browser opens more connections than there are threads.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waitress.serve(
        server,
        sockets=[listener],
        threads=THREADS,
        ident="atlas",
        max_request_body_size=most_body,
        connection_limit=connections(),
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=SWEEP_SECONDS,
        backlog=BACKLOG,
        asyncore_use_poll=True,
    )
