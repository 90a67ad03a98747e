"""A Slurm cluster of one machine with a temporary configuration and state: its own daemons, which end with the test."""
import contextlib
import ctypes
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

TOOLS = ("munged", "slurmctld", "slurmd", "sbatch", "srun", "scancel", "squeue", "sinfo", "scontrol")
LONGEST_S = 60.0
PR_SET_PDEATHSIG = 1                           # linux/prctl.h
CONFIGURATION = """ClusterName=trial
SlurmctldHost={host}
SlurmUser=root
SlurmctldPort={controller}
SlurmdPort={node}
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket,cred_expire=5
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
SchedulerParameters=batch_sched_delay=1,sched_interval=2,bf_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
KillWait=5
SlurmdParameters=config_overrides
NodeName={host} NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=trial Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def what_is_missing():
    """Why no cluster can run here, or an empty text."""
    absent = [tool for tool in TOOLS if shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is None]
    if absent:
        return f"{', '.join(absent)} not installed (Debian: slurmctld slurmd slurm-client munge)"
    return "" if os.geteuid() == 0 else "the daemons of Slurm start jobs as root, and this is not root"


def ports(count):
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]


def end_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Cluster:
    def __init__(self, folder, environment):
        self.folder, self.daemons = pathlib.Path(folder), []
        self.environment = dict(environment, SLURM_CONF=f"{folder}/slurm.conf", PATH=f"{environment['PATH']}:/usr/sbin:/sbin")

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        for name in ("state", "spool", "munge"):
            (self.folder / name).mkdir()
        munge, host = self.folder / "munge", socket.gethostname().split(".")[0]
        munge.chmod(0o711)
        (munge / "key").write_bytes(os.urandom(128))
        (munge / "key").chmod(0o600)
        controller, node = ports(2)
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(host=host, folder=self.folder, controller=controller, node=node))
        self.daemon("munged", "--foreground", "--force", *(f"--{name}={munge}/{name}" for name in ("socket", "pid-file", "log-file", "seed-file")),
                    f"--key-file={munge}/key")
        self.wait("munge", lambda: (munge / "socket").exists())
        self.daemon("slurmctld", "-D", "-i")
        self.wait("slurmctld", lambda: "is UP" in self.tell("scontrol", "ping", check=False))
        self.daemon("slurmd", "-D")
        self.wait("slurmd", lambda: self.tell("sinfo", "--noheader", "--format=%t").strip() == "idle")

    def daemon(self, *words):
        with open(self.folder / f"{words[0]}.told", "w", encoding="utf-8") as told:
            self.daemons.append(subprocess.Popen(words, env=self.environment, stdout=told, stderr=told, start_new_session=True,
                                                 preexec_fn=end_with_parent))

    def tell(self, *words, check=True):
        done = subprocess.run(words, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False, timeout=LONGEST_S)
        assert not check or done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def logs(self):
        return "".join(f"--- {path.name}\n{path.read_text(errors='replace')[-3000:]}\n"
                       for path in sorted(self.folder.rglob("*")) if path.suffix in (".log", ".told"))

    def wait(self, what, condition, longest_s=LONGEST_S):
        deadline = time.monotonic() + longest_s
        while not condition():
            ended = [daemon.args[0] for daemon in self.daemons if daemon.poll() is not None]
            assert not ended and time.monotonic() < deadline, f"{what}: not after {longest_s} s; ended: {ended}\n{self.logs()}"
            time.sleep(0.1)

    def submit(self, script, *words, options=()):
        return self.tell("sbatch", "--parsable", "--mem=0", *options, str(script), *map(str, words)).strip()

    def queue(self):
        return self.tell("squeue", "--noheader", "--all").strip()

    def field(self, job, name):
        shown = dict(word.split("=", 1) for word in self.tell("scontrol", "show", "job", str(job)).split() if "=" in word)
        return shown[name]

    def stop(self):
        with contextlib.suppress(Exception):   # daemons end even if the queue does not answer
            self.tell("scancel", "--user=root", check=False)
            self.wait("an empty queue", lambda: not self.queue(), 20.0)
        for daemon in reversed(self.daemons):
            daemon.terminate()
            try:
                daemon.wait(20.0)
            except subprocess.TimeoutExpired:
                os.killpg(daemon.pid, signal.SIGKILL)
                daemon.wait()
