"""Files are checked before they are plotted, by the checksum at their end (docs/results_format.md),
and read in a separate process, because damaged and forged files crash the HDF5 library."""
import contextlib
import faulthandler
import os
import pathlib
import resource
import signal
import sys
import zlib

import h5py

SIGNATURE, MARK = b"\x89HDF\r\n\x1a\n", b"decawatt seal 1\n"
SEAL_BYTES = len(MARK) + 8 + 8
PIECE_BYTES = 1 << 20
MOST_VALUES = 1 << 28                          # of one variable: more is a damaged header
LEAST_CPU_S, CPU_S_PER_MB, MOST_DRAWING_CPU_S = 5, 10, 300
WAITS_PER_CPU_S = 6                            # a slow disk or a busy machine
FAILED = 4                                     # exit status, that of the program for files


def is_sealed(path):
    """Whether the file ends with a seal, which must then be right; raises OSError otherwise."""
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        if file.read(len(SIGNATURE)) != SIGNATURE:
            raise OSError("is not an HDF5 file, or its beginning is damaged")
        if size < SEAL_BYTES:
            return False
        file.seek(size - SEAL_BYTES)
        seal = file.read(SEAL_BYTES)
        if not seal.startswith(MARK):
            return False
        length, expected = (int.from_bytes(seal[begin:begin + 8], "little")
                            for begin in (len(MARK), len(MARK) + 8))
        file.seek(0)
        found, left = 0, size - SEAL_BYTES
        while left > 0:
            piece = file.read(min(PIECE_BYTES, left))
            if not piece:
                raise OSError("was truncated while it was read")
            found, left = zlib.crc32(piece, found), left - len(piece)
    if length != size - SEAL_BYTES or found != expected:
        raise OSError(
            "is damaged: its checksum (CRC-32) does not match its content; copy it again, or "
            "create it again"
        )
    return True


def read_all(path):
    def read(_, thing):
        dict(thing.attrs)
        if isinstance(thing, h5py.Dataset):
            if thing.size is not None and thing.size > MOST_VALUES:
                raise OSError("states more values than a file holds")
            thing[()]
    with h5py.File(path, "r") as file:
        dict(file.attrs)
        file.visititems(read)


def limit(seconds, path):
    """Limits of processor time, by the size of the file, and of elapsed time, for endless waits;
    and no core dumps."""
    seconds += CPU_S_PER_MB * (os.path.getsize(path) >> 20)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(WAITS_PER_CPU_S * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hush():
    """Discards standard output and error: messages of allocators about damage are not for the
    user."""
    silence = os.open(os.devnull, os.O_RDWR)
    for standard in (1, 2):
        os.dup2(silence, standard)


def stop(child):
    # the interrupt may arrive when the child has already ended and been waited for
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)


def in_a_process(work):
    """The exit status of `work`, run in a separate process; None if it ended by a signal."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    child = os.fork()
    if child == 0:
        faulthandler.disable()                 # it waits for the allocator that has just failed
        status = FAILED
        try:
            status = work()
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
        finally:
            os._exit(status)  # without the library's own end, which damage may have reached
    try:
        _, status = os.waitpid(child, 0)
    except KeyboardInterrupt:
        stop(child)
        raise
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else None


def can_be_read(path):
    hush()
    limit(LEAST_CPU_S, path)
    read_all(path)
    return 0


def drawn(path, draw, hint):
    """Plots: the exit status. For a file that cannot be plotted, the reason and `hint` without a
    traceback."""
    limit(MOST_DRAWING_CPU_S, path)
    try:
        draw()
        return 0
    except (OSError, ValueError) as error:
        print(f"{path}: {error}{hint}", file=sys.stderr)
    # pylint: disable=broad-except   (forged content: anything may be missing or of another kind)
    except Exception as error:
        print(
            f"{path}: lacks what a figure needs, or was changed ({type(error).__name__}: "
            f"{error}){hint}",
            file=sys.stderr)
    return FAILED


DAMAGE = "is damaged: the HDF5 library fails to read it; copy it again, or create it again"


def expect_readable(path):
    """Raises OSError for a file that is damaged, none, or no HDF5 file."""
    if pathlib.Path(path).is_dir():
        raise OSError("is a folder, not a file")
    if pathlib.Path(path).exists() and not pathlib.Path(path).is_file():
        raise OSError("is a pipe or a device, no file")
    if not is_sealed(path) and in_a_process(lambda: can_be_read(path)) != 0:
        raise OSError(DAMAGE)


def run(path, draw, hint=""):
    """The exit status of a command that draws `path`; messages are on standard error."""
    try:
        expect_readable(path)
        status = in_a_process(lambda: drawn(path, draw, hint))
        if status is None:
            raise OSError(DAMAGE)
        return status
    except FileNotFoundError:
        print(f"{path}: no such file", file=sys.stderr)
    except OSError as error:
        print(f"{path}: {error.strerror or error}{hint}", file=sys.stderr)
    return FAILED


def plain(text):
    """A message on one terminal: characters that could control it are escaped, as the program
    does."""
    return "".join(c if c.isprintable() or c == "\n" else f"<U+{ord(c):04X}>" for c in str(text))


def worked(paths, work):
    """The exit status of `work` on several files; its own errors name their file."""
    size_mb = sum(os.path.getsize(path) >> 20 for path in paths)
    limit(MOST_DRAWING_CPU_S * len(paths) + CPU_S_PER_MB * size_mb, paths[0])
    try:
        work()
        return 0
    except (OSError, ValueError) as error:
        print(plain(f"decawatt report: {error}"), file=sys.stderr)
    except Exception as error:  # pylint: disable=broad-except   (forged content, as in `drawn`)
        print(
            plain(
                f"{', '.join(map(str, paths))}: one lacks what a report needs, or was changed "
                f"({type(error).__name__}: {error})"
            ), file=sys.stderr)
    return FAILED


def run_all(paths, work):
    """The exit status of a command that reads all of `paths`, in a process of its own; every file
    that cannot be read is named."""
    status = 0
    for path in paths:
        try:
            expect_readable(path)
        except FileNotFoundError:
            print(plain(f"{path}: no such file"), file=sys.stderr)
            status = FAILED
        except OSError as error:
            print(plain(f"{path}: {error.strerror or error}"), file=sys.stderr)
            status = FAILED
    if status:
        return status
    status = in_a_process(lambda: worked(paths, work))
    if status is None:
        print(plain(f"{', '.join(map(str, paths))}: one {DAMAGE}"), file=sys.stderr)
        return FAILED
    return status
