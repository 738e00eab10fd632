/** Headers in which the requests of other clients differ from ours: `+` only theirs have it, `-` only ours, else another value. Each with the reason. */
export const headerDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "openapi-fetch": {
    "+accept-encoding": "the platform's fetch decompresses, and says so",
    "+accept-language": "the platform's fetch is a browser's",
    "+sec-fetch-mode": "the platform's fetch is a browser's",
    accept: "it takes anything; ours takes JSON, as the contract says",
    connection: "it keeps one; ours has one of its own for what must not be done twice",
    "user-agent": "each says who it is",
  },
  curl: {
    "-connection": "it keeps a connection without saying so",
    "-content-length": "of a POST without a body it says no length; ours says 0",
    accept: "it takes anything; ours takes JSON, as the contract says",
    "user-agent": "each says who it is",
  },
  "official SDK": {
    "+accept-encoding": "it decompresses, and says so",
    "+authorization": "it signs in place of sending a token",
    "+x-project-id": "the signature covers the project",
    "+x-sdk-date": "the signature covers the time",
    "-x-auth-token": "it signs in place of sending a token",
    connection: "it keeps one; ours has one of its own for what must not be done twice",
    "user-agent": "each says who it is",
  },
};

/** What clients keep of an answer, where they do not give it whole: the official SDK turns a list into an object and a text into an empty one, and knows only the code of an error. */
export const keepsOfAnAnswer: Readonly<Record<string, (body: unknown, status: number) => unknown>> = {
  "official SDK": (body, status) =>
    status < 300 ? { ...(typeof body === "string" ? {} : (body as object)) } : { error_code: (body as { error_code: string }).error_code },
};
