import { Secret } from "@aom-workflow/client";
import { it } from "vitest";
import { expectLinear } from "../../../../../tools/lab/linear.ts";
import { readToken } from "../../credentials/ready-credentials.ts";
import { timeNamed } from "../../parse/times.ts";
import { looksLikeToken } from "../../settings/paths.ts";
import { paintFailure, paintHelp } from "./colour.ts";
import { escapedJson, oneLine, printable, shellQuoted } from "./printable.ts";
import { type Column, tableOf } from "./table.ts";
import { wrap } from "./wrap.ts";

const columns: readonly Column<string>[] = [
  { title: "NAME", cell: (name) => name },
  { title: "ID", cell: () => "6f2c", isKept: true },
];
const paint = (_: string, text: string) => `[${text}]`;

const functions: Readonly<Record<string, (text: string) => unknown>> = {
  "make a text one line": oneLine,
  "make a text printable": printable,
  "escape JSON": (text) => escapedJson({ text }),
  "wrap a text in 80 columns": (text) => wrap(text, 80),
  "wrap a text in 300 columns": (text) => wrap(text, 300),
  "paint a failure": (text) => paintFailure(text, 1, paint),
  "paint a help text": (text) => paintHelp(text, paint),
  "quote for a shell": shellQuoted,
  "lay out a table": (text) => tableOf(columns, [text, "short"], undefined),
  "fit a table into 80 columns": (text) => tableOf(columns, [text, "short"], 80),
  "read a token": (text) => readToken({ kind: "environment", value: new Secret(text) } as never, undefined as never).catch(() => {}),
  "read a time": (text) => timeNamed(text, 0),
  "tell a token from a path": looksLikeToken,
};

it.each(Object.entries(functions))("to %s takes no longer than in proportion to its length", { timeout: 60_000 }, (_, work) =>
  expectLinear(work),
);
