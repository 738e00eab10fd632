import { request } from "node:http";
import { maxHeaderSize } from "../exchange/front.ts";
import type { Mock } from "../start-mock.ts";
import { type CanaryRequest, canaryRequests, toWire, type WireRequest } from "./canary-requests.ts";
import { contractOperations } from "./contract-operations.ts";

/** The error for a mock that does not enforce its contract. */
export class CanaryError extends Error {
  override readonly name = "CanaryError";
  /** One line for each request that was answered wrongly. */
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    super(`The mock does not check its contract:\n${findings.map((finding) => `  ${finding}`).join("\n")}`);
    this.findings = findings;
  }
}

/**
 * Proves that a mock refuses what its contract forbids. Prism passes every request over a schema that it cannot compile, so a mistake in
 * the contract would make every test pass; run this once before all other tests.
 *
 * For each operation of the contract good requests are sent, which must succeed, and then bad ones that differ from
 * one of them in one point – no credentials, a required parameter or property missing, a value too long, too short, not allowed, against its
 * pattern – each of which must be answered with 4xx. None of them appears in `mock.requests`.
 *
 * @returns how many bad requests were refused
 * @throws {CanaryError} that lists every request that was answered wrongly, or if the contract has nothing to try
 * @see https://github.com/stoplightio/prism/issues/1931
 */
export async function canary(mock: Pick<Mock, "contract" | "prismUrl">): Promise<number> {
  if (typeof mock?.prismUrl !== "string") throw new TypeError("canary needs a running mock: await canary(await startMock()).");
  const requests = contractOperations(mock.contract).flatMap(canaryRequests);
  const findings: string[] = [];
  for (const one of requests.filter(({ allowed }) => allowed !== undefined)) {
    const finding = judge(one, await statusOf(mock.prismUrl, toWire(one)));
    if (finding !== undefined) findings.push(finding);
  }
  const refused = requests.filter(({ allowed }) => allowed === false).length;
  if (refused === 0) findings.push("The contract forbids nothing that could be tried.");
  if (findings.length > 0) throw new CanaryError(findings);
  return refused;
}

function judge({ operation: { method, path }, what, allowed }: CanaryRequest, status: number): string | undefined {
  const isRight = allowed ? status < 400 : status >= 400 && status < 500;
  return isRight ? undefined : `${method} ${path}: ${what} – answered with ${status}.`;
}

function statusOf(url: string, { method, target, headers, body }: WireRequest): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path: target, headers, agent: false, maxHeaderSize, timeout: 10_000 }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
    })
      .once("timeout", () => reject(new Error(`${method} ${target} was not answered for 10 s.`)))
      .once("error", reject)
      .end(body);
  });
}
