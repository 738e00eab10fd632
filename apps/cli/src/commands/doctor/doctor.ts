import { callTransport } from "../../connection/call-transport.ts";
import { withinTimeLimit } from "../../connection/time-limit.ts";
import { failed } from "../../output/describe-failure.ts";
import type { Report } from "../../output/report.ts";
import { type Paint, painter, wantsColour } from "../../output/text/colour.ts";
import { type Marks, marksFor } from "../../output/text/marks.ts";
import { oneLine } from "../../output/text/printable.ts";
import { wrap } from "../../output/text/wrap.ts";
import type { CommandBody } from "../context.ts";
import { checkCredentials } from "./check-credentials.ts";
import { checkEndpoint } from "./check-endpoint.ts";
import { checkPlace, checkSettings } from "./check-settings.ts";
import type { Finding } from "./finding.ts";

/** How long each check may take. */
const patienceMs = 10_000;

/** Looks at everything that a call needs, without making one. Ends with what a call would end with because of the first failure. */
export const doctor: CommandBody = async ({ options }, context) => {
  const { finding: settings, sources } = checkSettings(options, context.env);
  const { finding: place, endpoint } = await checkPlace(sources, settings.state === "pass");
  const within = <Result>(check: (signal: AbortSignal) => Promise<Result>) => withinTimeLimit(sources, context.signal, check, patienceMs);
  const transport = await within((signal) => callTransport(sources, { ...context, signal }));
  const checks: readonly Finding[] = [
    settings,
    place,
    ...(endpoint === undefined ? [] : await within((signal) => checkEndpoint(endpoint, sources, transport, signal))),
    ...(await within((signal) => checkCredentials(sources, transport, { ...context, signal }))),
  ];
  transport.close?.();
  const paint = painter(wantsColour(context.stdout.isTerminal, context.env));
  const marks = marksFor(context.env);
  const { columns = Number.POSITIVE_INFINITY } = context.stdout;
  const texts = checks.map((check) => wrap(lineOf(check, marks, paint), columns - 4).replaceAll(/\n(?! )/g, "\n    "));
  return { ...verdictOn(checks), text: texts.join("\n"), isRaw: true };
};

/** Exit code and document; a failure has an `error` as that of any other command. */
function verdictOn(checks: readonly Finding[]): Pick<Report, "exitCode" | "document"> {
  const failure = checks.find(({ state }) => state === "fail");
  if (failure?.exitCode === undefined) return { exitCode: 0, document: { ok: true, checks } };
  const { name, says, remedy, code, exitCode, retryable } = failure;
  const error = { name: "DoctorError", code, message: `${name}: ${says}`, remedy, outcome: "not-sent", attempts: 0, retryable };
  const { document } = failed(error, exitCode);
  return { exitCode, document: { ...document, checks } };
}

const colours = { pass: "green", warn: "yellow", fail: "red" } as const;

/** Texts are made one line each here, since the colours must stay. */
function lineOf({ name, state, says, remedy }: Finding, marks: Marks, paint: Paint): string {
  const first = `${paint(colours[state], marks[state])} ${name.padEnd(11)}  ${oneLine(says)}`;
  return remedy === undefined ? first : `${first}\n  ${marks.remedy} ${oneLine(remedy)}`;
}
