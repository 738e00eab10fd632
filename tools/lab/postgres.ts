import type { ChildProcess } from "node:child_process";
import { chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { end, run, startChild, type User } from "./children.ts";
import { temporaryFolder } from "./folders.ts";
import { freePort } from "./servers.ts";

/** A PostgreSQL server in a temporary folder, which syncs to disk as by default. */
export interface Postgres {
  readonly port: number;
  /** Includes the owner's name and password. */
  readonly url: string;
  /** Starts it again after `kill` or `stop`. @param settings such as `fsync=off` */
  start(settings?: readonly string[]): Promise<void>;
  /** Kills it, as a crash would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder of its programs: Debian's newest version, or undefined if it is not installed. */
const programs = ["/usr/lib/postgresql"]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((version) => ({ version: Number(version), bin: join(folder, version, "bin") })))
  .filter(({ bin }) => existsSync(join(bin, "initdb")))
  .toSorted((one, other) => other.version - one.version)[0]?.bin;

/** Why tests that need it are skipped; undefined if it is installed. */
export const noPostgres = programs === undefined ? "PostgreSQL is not installed: apt-get install postgresql" : undefined;

if (noPostgres !== undefined) process.stderr.write(`\nTESTS ARE SKIPPED. ${noPostgres}\n\n`);

/** Stops the server quickly and cleanly once this script's standard input closes, even if the tests are killed. */
const untilAlone = 'exec 3<&0; "$@" 3<&- & server=$!; (cat <&3; kill -INT $server) >/dev/null 2>&1 & wait $server';

const owner = { name: "aom", password: "the-password-of-the-database" };

/** Creates a database cluster and starts its server on the loopback interface. @throws Error with its output */
export async function startPostgres(): Promise<Postgres> {
  if (programs === undefined) throw new Error(noPostgres);
  const folder = temporaryFolder("postgres");
  const user = unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const secret = join(folder, "password");
  writeFileSync(secret, owner.password);
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C" }, user };
  const set = ["--username", owner.name, "--pwfile", secret, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"];
  await run(join(programs, "initdb"), ["-D", data, ...set], options);
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(settings: readonly string[] = []): Promise<void> {
    const given = settings.flatMap((setting) => ["-c", setting]);
    const args = ["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", folder, "-c", "max_connections=200", ...given];
    // After a crash, the processes of its connections need a moment to notice.
    for (let attempt = 0; attempt < 100; attempt++) {
      const child = startChild("sh", ["-c", untilAlone, "sh", join(programs as string, "postgres"), ...args], options);
      child.stdout!.resume();
      let said = "";
      child.stderr!.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(-4000);
      });
      // True once it has ended and all its output was read.
      let isClosed = false;
      child.once("close", () => {
        isClosed = true;
      });
      while (!isClosed) {
        if (said.includes("ready to accept connections") && (await answers(port))) {
          server = child;
          return;
        }
        await rest(20);
      }
      if (!/shared memory|could not bind|lock file/.test(said)) throw new Error(said);
      await rest(100);
    }
    throw new Error("PostgreSQL could not be started again.");
  }

  async function ended(isCrash: boolean): Promise<void> {
    const child = server;
    server = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const closed = new Promise((resolve) => child.once("exit", resolve));
    if (isCrash) end(child, "SIGKILL");
    else child.stdin!.end();
    await closed;
  }

  await start();
  return {
    port,
    url: `postgres://${owner.name}:${owner.password}@127.0.0.1:${port}/postgres`,
    start,
    kill: () => ended(true),
    stop: () => ended(false),
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

/** The server refuses to run as root. */
function unprivileged(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const found = ["postgres", "nobody"].flatMap((name) => users.find((line) => line.startsWith(`${name}:`)) ?? [])[0];
  const [, , uid, gid] = found?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
