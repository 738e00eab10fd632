/** Mutations that change nothing that anybody could meet, each with the reason. */
export const equivalent: Readonly<Record<string, string>> = {};
