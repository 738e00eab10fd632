/** The environment variables that the command line reads. Each stands in for a flag, and the flag wins. */
export const environment = {
  AOM_WORKFLOW_TOKEN: { flag: "token-file", meaning: "the token itself" },
  AOM_WORKFLOW_PROJECT: { flag: "project", meaning: "as --project" },
  AOM_WORKFLOW_REGION: { flag: "region", meaning: "as --region" },
  AOM_WORKFLOW_ENDPOINT: { flag: "endpoint", meaning: "as --endpoint" },
} as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Name of the variable that stands in for a flag, if there is one. */
export function variableFor(flag: string): string | undefined {
  return Object.entries(environment).find(([, variable]) => variable.flag === flag)?.[0];
}
