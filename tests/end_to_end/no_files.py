"""Objects in place of a file that are not regular files."""
import os

LONGEST_S = 20.0                               # for what takes a second on a machine without other work
KINDS = {"nothing": "a symbolic link without a target", "circle": "a symbolic link that forms a loop", "folder": "a folder", "pipe": "a named pipe",
         "device": "a device", "kernel": "a file of the kernel"}


def put(path, kind):
    """Creates an object that is not a regular file, or a file outside the study."""
    path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to({"nothing": "nowhere", "circle": path.name, "device": "/dev/zero", "kernel": "/proc/self/environ"}.get(kind, kind))
