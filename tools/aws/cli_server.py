"""The AWS CLI, loaded once: every `aws` of the shim beside its socket is a fork of this process.

Loading the CLI takes most of a second, an export makes hundreds of calls, and nothing of what a command does is
different: the fork has the arguments, the environment, the folder and the open files of whoever called.

Usage: cli_server.py FOLDER, which gets `aws` and its socket. Says `ready` once both are there.
"""

import json
import os
import signal
import socket
import stat
import sys
import traceback

import awscli.clidriver

# Set by the CLI as it is loaded: where the descriptions of the services are.
DATA_PATH = os.environ["AWS_DATA_PATH"]

SHIM = """#!{python} -SE
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({socket!r})
call = json.dumps({{"arguments": sys.argv[1:], "environment": dict(os.environ), "folder": os.getcwd()}}).encode()
socket.send_fds(server, [len(call).to_bytes(4, "big")], [0, 1, 2])
server.sendall(call)
sys.exit(int(server.recv(4) or b"255"))
"""


def read(connection, length):
    parts = b""
    while len(parts) < length:
        part = connection.recv(length - len(parts))
        if not part:
            raise EOFError
        parts += part
    return parts


def run(connection):
    length, files, _, _ = socket.recv_fds(connection, 4, 3)
    call = json.loads(read(connection, int.from_bytes(length, "big")))
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update({**call["environment"], "AWS_DATA_PATH": DATA_PATH})
    os.chdir(call["folder"])
    sys.argv = ["aws", *call["arguments"]]
    try:
        status = awscli.clidriver.main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(str(status or 0).encode())


def serve(folder):
    address = os.path.join(folder, "socket")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(64)
    shim = os.path.join(folder, "aws")
    with open(shim, "w") as file:
        file.write(SHIM.format(python=sys.executable, socket=address))
    os.chmod(shim, stat.S_IRWXU)
    # The kernel takes the forks away as they end.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                run(connection)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        connection.close()


serve(sys.argv[1])
