import { parse } from "yaml";

const documents = new Map<string, Readonly<Record<string, unknown>>>();

/** The document that a text is, read once however many edits begin with it. */
export function parsed(text: string): Readonly<Record<string, unknown>> {
  const document = documents.get(text) ?? (parse(text) as Readonly<Record<string, unknown>>);
  documents.set(text, document);
  return document;
}
