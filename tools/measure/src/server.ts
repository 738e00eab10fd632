import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { generate } from "selfsigned";
import { startChild } from "../../lab/children.ts";
import { temporaryFolder } from "../../lab/folders.ts";

/** The server of every call, in a process of its own. */
export interface Server {
  http: string;
  https: string;
  /** File with the certificate authority of the https port. */
  authority: string;
  stop(): void;
}

/** Starts it on this process's core. */
export async function startServer(): Promise<Server> {
  const cwd = temporaryFolder("server");
  const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });
  const authority = join(cwd, "authority.pem");
  writeFileSync(authority, cert);

  const child = startChild(process.execPath, [fileURLToPath(new URL("server.main.ts", import.meta.url))], { cwd, env: {} });
  child.stdin!.write(`${JSON.stringify({ key, cert })}\n`);
  const [http, https] = await new Promise<number[]>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once("line", (line) => resolve(JSON.parse(line)));
    child.once("exit", (code) => reject(new Error(`The server exited with code ${code}.`)));
  });
  return { http: `http://127.0.0.1:${http}`, https: `https://127.0.0.1:${https}`, authority, stop: () => child.stdin!.end() };
}
