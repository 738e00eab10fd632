import type { Comparison } from "../measure/comparison.ts";
import { type Subject, sideBySide } from "../measure/side-by-side.ts";
import type { Cost } from "../scripts/load.ts";
import type { SubjectName } from "../scripts/write-script.ts";
import type { Bench, Section } from "./bench.ts";
import { costOf } from "./cost-of.ts";

const mebibyte = 2 ** 20;

/** How much memory a process holds after many calls, and whether it grows with them. */
export const memory: Section = async (bench) => [await resident(bench), await live(bench)];

/** What the system gave. Part of it is room for garbage: V8 doubles it by and by in whatever makes many calls, up to a bound. */
async function resident(bench: Bench): Promise<Comparison> {
  const subject = subjectsOf(bench, ({ memory }) => memory / mebibyte);
  const measured = await sideBySide(
    [
      subject("fetch, token", "fetch-token", 20_000),
      subject("client, token", "client-token", 20_000),
      subject("client, token, 200,000 calls", "client-token", 200_000),
      subject("client and auth, signed", "client-signed", 20_000),
      subject("client and auth, signed, 200,000 calls", "client-signed", 200_000),
      subject("node:http, signed", "http-signed", 20_000),
      subject("node:http, signed, 200,000 calls", "http-signed", 200_000),
      subject("official SDK, signed", "official-signed", 20_000),
    ],
    { rounds: bench.quick ? 1 : 3 },
  );
  return { section: "memory", title: "Resident memory after 20,000 calls, 64 at once", node: bench.node.version, unit: "MiB", ...measured };
}

/** What is still in use when all garbage is gone: here a leak shows. */
async function live(bench: Bench): Promise<Comparison> {
  const subject = subjectsOf(bench, ({ live }) => live / mebibyte);
  const measured = await sideBySide(
    [
      subject("node:http, signed", "http-signed", 20_000),
      subject("client and auth, signed", "client-signed", 20_000),
      subject("client and auth, signed, 200,000 calls", "client-signed", 200_000),
    ],
    { rounds: bench.quick ? 1 : 3 },
  );
  return { section: "memory", title: "Live memory after 20,000 calls, 64 at once", node: bench.node.version, unit: "MiB", ...measured };
}

function subjectsOf(bench: Bench, number: (cost: Cost) => number) {
  return (name: string, file: SubjectName, calls: number): Subject => {
    const load = { calls, concurrency: 64, warmUpCalls: 0 };
    return { name, ours: file.startsWith("client"), sample: async () => number(await costOf(file, load, bench)) };
  };
}
