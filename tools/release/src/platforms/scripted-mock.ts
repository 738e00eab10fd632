import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Fault, RecordedRequest, startMock } from "@aom-workflow/mock";
import { verify } from "../../../../packages/auth/test/guide-verifier.ts";
import type { Seen } from "./judge.ts";
import { type CaseName, key, token } from "./probe.ts";

/** A mock that does to each call what its workflow's name says. */
export interface ScriptedMock {
  readonly url: string;
  /** What it saw for one execution. */
  seen(executionId: string): Seen;
  close(): Promise<void>;
}

const refusal = { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information." };
const alreadyDone = { error_code: "AOM.31001418", error_msg: "Execution state not support." };

/** Starts the mock that a project has installed. */
export async function startScriptedMock(folder: string): Promise<ScriptedMock> {
  const path = createRequire(join(folder, "index.js")).resolve("@aom-workflow/mock");
  const { startMock: start } = (await import(pathToFileURL(path).href)) as { startMock: typeof startMock };
  const mock = await start({ cors: true, keepConnections: true, faults: ({ request }) => request && faultFor(request) });

  function isReused(request: RecordedRequest): boolean {
    const earlier = mock.requests.slice(0, mock.requests.indexOf(request));
    return earlier.some(({ connection }) => connection === request.connection);
  }

  function requestsOf(execution: string): readonly RecordedRequest[] {
    return mock.requests.filter(({ target }) => target.includes(`/executions/${execution}/`));
  }

  function faultFor(request: RecordedRequest): Fault | undefined {
    const { name, execution } = namesIn(request);
    switch (name) {
      case "refusal":
        return { kind: "json", status: 401, value: refusal };
      case "redirect":
        return { kind: "redirect", status: 302 };
      case "cut-after-read":
        return { kind: "reset-after-reading" };
      case "connection-dies-when-reused":
        if (isReused(request)) return { kind: "reset-after-reading" };
        return requestsOf(execution).length > 1 ? { kind: "json", status: 400, value: alreadyDone } : undefined;
      case "time-out":
      case "abort":
        return { kind: "hang" };
      default:
        return undefined;
    }
  }

  function seen(execution: string): Seen {
    const requests = requestsOf(execution);
    return {
      reused: requests.map(isReused),
      processed: requests.filter(({ mayHaveBeenProcessed }) => mayHaveBeenProcessed).length,
      wrong: [
        ...requests.flatMap(wrongWith),
        ...(requests.length > 1 && namesIn(requests[0]!).name === "redirect" ? ["the redirect was followed"] : []),
      ],
    };
  }
  return { url: mock.url, seen, close: () => mock.close() };
}

function namesIn({ target }: RecordedRequest) {
  const [, name, execution = ""] = /\/workflow\/([\w-]+)\/executions\/([\w.-]+)\/operation\?/.exec(target) ?? [];
  return { name: name as CaseName | "warm-up" | undefined, execution };
}

function wrongWith(request: RecordedRequest): readonly string[] {
  const { method, target, headers, body } = request;
  const { name } = namesIn(request);
  if (method !== "POST") return [`${method} arrived`];
  if (name === "nothing-listens" || name === "no-such-host") return [`a request for ${name} arrived`];
  if (name !== "signed") return headers["x-auth-token"] === token ? [] : ["the token is missing"];
  const isSigned = headers.authorization?.includes(`Access=${key.accessKeyId},`);
  const verified = isSigned && verify({ method, url: `http://${headers.host}${target}`, headers }, body, key.secretAccessKey);
  return verified ? [] : ["the signature is wrong"];
}
