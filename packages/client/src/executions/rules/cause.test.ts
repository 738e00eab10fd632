import { expect, it } from "vitest";
import { causeOf, causesOf, hasCause } from "./cause.ts";

const cause = (lastLine: string) => causeOf([{ lastLine }]);

it.each([
  ["connect ETIMEDOUT 192.0.2.99:8443", "connect ETIMEDOUT 192.0.2.99:#"],
  ["connect ETIMEDOUT 192.0.2.99:51234", "connect ETIMEDOUT 192.0.2.99:#"],
  ["no route to 192.0.2.7, gateway 10.0.0.1.", "no route to 192.0.2.7, gateway 10.0.0.1."],
  ["version 10.20.30.40.50 is not supported", "version # is not supported"],
  ["exit code 1 after 300ms", "exit code # after #ms"],
  ["2026-11-29T20:41:05.123Z ERROR disk full (97%)", "#Z ERROR disk full (#%)"],
  ["2026-11-29 20:41:05,123 ERROR at line 17", "# # ERROR at line #"],
  ["request 6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21 failed", "request # failed"],
  ["container 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2 exited, 0x7ffe12", "container # exited, #"],
  ["pod deploy-7d9f8b6c5d-x2k was evicted", "pod deploy-#-x#k was evicted"],
  ["the façade of the deadline was added", "the façade of the deadline was added"],
  ["磁盘已满 97%", "磁盘已满 #%"],
])("a failure reads the same each time: %s", (line, alike) => {
  expect(cause(line)).toBe(alike);
});

it.each([
  ["login with password=hunter2 failed", "login with password=[redacted] failed"],
  ["DB_PASSWORD: hunter2", "DB_PASSWORD: [redacted]"],
  ["db.passwd = 'hun ter2' was refused", "db.passwd = [redacted] was refused"],
  ['{"access_key":"hunter2","region":"cn"}', '{"access_key":[redacted],"region":"cn"}'],
  ['{"token": "hunter2', '{"token": [redacted]'],
  ["ak=hunter2 sk=hunter2", "ak=[redacted] sk=[redacted]"],
  ["AWS_SECRET_ACCESS_KEY=hunter2", "AWS_SECRET_ACCESS_KEY=[redacted]"],
  ["client_secret_v2: hunter2", "client_secret_v#: [redacted]"],
  ["GET /?x-token=hunter2&a=b", "GET /?x-token=[redacted]"],
  ["mysql --user root --password hunter2 failed", "mysql --user root --password [redacted] failed"],
  ["Authorization: Bearer hunter2 hunter2", "Authorization: [redacted]"],
  ["-H 'authorization=Basic hunter2'", "-H 'authorization=[redacted]"],
  ["clone https://li:hunter2@git.example.com/x failed", "clone https://[redacted]@git.example.com/x failed"],
])("a secret of a script is not repeated: %s", (line, clean) => {
  expect(cause(line)).toBe(clean);
});

it.each(["the password is wrong", "task=deploy failed", "desk: not found", "token expired"])(
  "what only speaks of secrets stays readable: %s",
  (line) => {
    expect(cause(line)).toBe(line);
  },
);

it("the caller's secrets are removed as well", () => {
  expect(causeOf([{ lastLine: "sent MIIabc to 192.0.2.1" }], (line) => line.replace("MIIabc", "[redacted]"))).toBe(
    "sent [redacted] to 192.0.2.1",
  );
});

it("of several hosts the first that says something; of none, nothing", () => {
  expect(causeOf([{ lastLine: undefined }, { lastLine: "disk full" }, { lastLine: "no route" }])).toBe("disk full");
  expect(causeOf([])).toBeUndefined();
});

it("addresses that differ only in the last part are one cause, and one that is the same everywhere stays whole", () => {
  const lines = ["no route to 192.0.2.7, gateway 10.0.0.1.", "no route to 192.0.2.31, gateway 10.0.0.1.", "no route to 198.51.100.7"];
  const rows = [...lines, undefined].map((lastLine) => ({ failedHosts: [{ lastLine }] }));
  const one = "no route to 192.0.2.#, gateway 10.0.0.1.";
  expect([...causesOf(rows).values()]).toEqual([one, one, "no route to 198.51.100.7", undefined]);
});

it.each([
  ["ETIMEDOUT 192.0.2.#:#", true],
  ["etimedout 192.0.2.10", true],
  ["192.0.2.1:", false],
  ["192.0#", false],
  ["", true],
  ["(a) [b] \\ c", false],
])("a cause is found by a part of it as it is printed: %s", (text, isFound) => {
  expect(hasCause(text, "connect ETIMEDOUT 192.0.2.10:#")).toBe(isFound);
  expect(hasCause(text, undefined)).toBe(false);
});

it("a cause is one line, even if the log has control characters", () => {
  expect(cause("disk\tfull \x1b on \u0085 /")).toBe("disk full on /");
});
