"""Headless Chromium by its debugging protocol over two pipes: a page at a width and in a colour
scheme, what it logs, and values of expressions."""
import fcntl
import json
import os
import select
import shutil
import subprocess
import time

import pytest

PROGRAM = shutil.which("chromium")
LONGEST_S = 60


def require():
    """`quickstart test` installs Chromium and says so; elsewhere tests that need it are skipped."""
    if PROGRAM is None:
        is_expected = os.environ.get("DECAWATT_PACKAGES") == "installed"
        end = pytest.fail if is_expected else pytest.skip
        end("chromium is not installed: ./quickstart test installs it")


class Browser:
    def __init__(self, profile):
        require()
        take, self._write = os.pipe()
        self._read, give = os.pipe()
        # above the numbers 3 and 4, which the protocol prescribes
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in (take, give)]
        words = [
            PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-dev-shm-usage", "--remote-debugging-pipe", f"--user-data-dir={profile}",
            "about:blank"
        ]
        self._process = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False,
            preexec_fn=lambda: (os.dup2(ends[0], 3), os.dup2(ends[1], 4)))
        for end in (take, give, *ends):
            os.close(end)
        self._buffer, self._number, self.session, self.logged = b"", 0, None, []
        target = next(t for t in self.call("Target.getTargets")["targetInfos"]
                      if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"],
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self):
        self._process.kill()
        self._process.wait()
        os.close(self._write), os.close(self._read)

    def _message(self):
        until = time.monotonic() + LONGEST_S
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            assert ready, "chromium does not answer"
            piece = os.read(self._read, 1 << 20)
            assert piece, "chromium has ended"
            self._buffer += piece
        text, self._buffer = self._buffer.split(b"\0", 1)
        message = json.loads(text)
        name, about = message.get("method", ""), message.get("params", {})
        if name == "Runtime.exceptionThrown" or name == "Log.entryAdded" or (
                name == "Runtime.consoleAPICalled" and about["type"] in ("error", "warning")):
            self.logged.append(about)
        if name == "Network.requestWillBeSent" and not about["request"]["url"].startswith(
            ("file:", "data:")):
            self.logged.append(about["request"]["url"])
        return message

    def call(self, method, **parameters):
        self._number += 1
        message = {
            "id": self._number, "method": method, "params": parameters,
            **({"sessionId": self.session} if self.session else {})
        }
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, path, width, scheme="light"):
        self.logged = []
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Page.navigate", url=f"file://{path}")
        until = time.monotonic() + LONGEST_S
        while self.value("document.readyState + location.protocol") != "completefile:":
            assert time.monotonic() < until
            time.sleep(0.05)

    def value(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def key(self, name):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name)
