import { type Subject, sideBySide } from "../measure/side-by-side.ts";
import type { Bench, Section } from "./bench.ts";
import { costOf } from "./cost-of.ts";

/** What a call costs the process that makes it, in processor time: the bill of who makes many. */
export const cpu: Section = async (bench) => {
  const comparisons = [];
  for (const { title, concurrency } of [
    { title: "CPU per call, one at a time", concurrency: 1 },
    { title: "CPU per call, 64 at once", concurrency: 64 },
  ]) {
    const measured = await sideBySide(subjects(bench, concurrency), { rounds: bench.quick ? 5 : 9 });
    comparisons.push({ section: "cpu" as const, title, node: bench.node.version, unit: "µs" as const, ...measured });
  }
  const measured = await sideBySide(subjectsOverTls(bench), { rounds: bench.quick ? 3 : 7 });
  const title = "CPU per call over TLS, one at a time";
  return [...comparisons, { section: "cpu" as const, title, node: bench.node.version, unit: "µs" as const, ...measured }];
};

function subjectsOverTls(bench: Bench): [Subject, ...Subject[]] {
  const load = { calls: bench.quick ? 1_000 : 2_000, concurrency: 1, warmUpCalls: bench.quick ? 500 : 1_000 };
  const cpuOf = (subject: string) => async () => (await costOf(subject, load, bench, true)).cpu;
  return [
    { name: "fetch, token", sample: cpuOf("fetch-token") },
    { name: "client, token", ours: true, sample: cpuOf("client-token") },
    { name: "client, a reading", ours: true, sample: cpuOf("client-reading") },
    { name: "fetch, token, a connection each", sample: cpuOf("fetch-token-apart") },
  ];
}

function subjects(bench: Bench, concurrency: number): [Subject, ...Subject[]] {
  const load = { calls: bench.quick ? 4_000 : 5_000, concurrency, warmUpCalls: bench.quick ? 2_000 : 3_000 };
  const cpuOf = (subject: string) => async () => (await costOf(subject, load, bench)).cpu;
  return [
    { name: "fetch, token", sample: cpuOf("fetch-token") },
    { name: "client, token", ours: true, sample: cpuOf("client-token") },
    { name: "client, a reading", ours: true, sample: cpuOf("client-reading") },
    { name: "client and auth, signed", ours: true, sample: cpuOf("client-signed") },
    { name: "client over fetch, token", ours: true, sample: cpuOf("client-fetch-token") },
    { name: "client and auth over fetch, signed", ours: true, sample: cpuOf("client-fetch-signed") },
    { name: "fetch, token, a connection each", sample: cpuOf("fetch-token-apart") },
    { name: "node:http, token", sample: cpuOf("http-token") },
    { name: "node:http, signed", sample: cpuOf("http-signed") },
    { name: "official SDK, signed", sample: cpuOf("official-signed") },
  ];
}
