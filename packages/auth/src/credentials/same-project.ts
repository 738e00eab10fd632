import { CredentialsError } from "./credentials-error.ts";

/**
 * The project that a request is for: that of the call, else that of the credentials.
 *
 * @param own project that the credentials were explicitly made for.
 * @throws {CredentialsError} `invalid-option` if the two differ, since the service would refuse the request less clearly.
 */
export function sameProject(own: string | undefined, called: string | undefined): string | undefined {
  if (own === undefined || called === undefined || own === called) return called ?? own;
  throw new CredentialsError(
    "invalid-option",
    `The credentials are for project ${own} (projectId), but the call is for project ${called}; use the same project, or leave \`projectId\` out of the credentials.`,
    { source: "projectId" },
  );
}
