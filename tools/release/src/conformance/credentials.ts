/** What the probe shows and the server checks. */
export const projectId = "0123456789abcdef0123456789abcdef";
export const token = "token-of-the-rehearsal";
export const key = { accessKeyId: "AKREHEARSAL", secretAccessKey: "SKREHEARSAL", projectId };
