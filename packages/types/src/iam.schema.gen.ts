// Generated from spec/iam.yaml (version 0.2.0, SHA-256 731564bc444a9cf915a054c4c4eae54a8b38e5e0602af10a0f28b2deb2452dd8).
// Do not edit: change the contract and run `pnpm generate`.

export interface paths {
    "/v3/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a token by password, with or without a one-time passcode, or by an agency.
         * @description The vendor documents this one request as several operations: KeystoneCreateUserTokenByPassword,
         *     KeystoneCreateUserTokenByPasswordAndMfa and KeystoneCreateAgencyToken. OpenAPI knows one operation per method and path, so
         *     it is modelled once: `identity.methods` says which of the objects beside it is meant, and `if`/`then`/`else` requires that one.
         *     `oneOf` would say the same, but not every tool can check it.
         *
         *     The token comes in the header X-Subject-Token, not in the body. It is valid for 24 hours; a new one does not end the old one.
         *     Wrong passwords lock the user for a while, so a login with one is never repeated automatically. Only a token of an agency,
         *     which is got with a user's token, is asked for again once that token has been renewed.
         */
        post: operations["KeystoneCreateUserTokenByPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3.0/OS-CREDENTIAL/securitytokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a temporary access key from a token.
         * @description The key and its security token are valid for 15 minutes to 24 hours and work only together. A second call gives a second key
         *     and leaves the first one valid. The vendor's definition also accepts the token in the body and calls that obsolete, so it is left out.
         */
        post: operations["CreateTemporaryAccessKeyByToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects, such as that of a region.
         * @description A region's default project has the region's id as its name; projects below it are named after it with a suffix and have it as their parent.
         */
        get: operations["KeystoneListProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        TokenRequest: {
            auth: {
                identity: components["schemas"]["Identity"];
                scope: components["schemas"]["Scope"];
            };
        };
        /** @description Who logs in, and how. `methods` says which of the other properties are required. */
        Identity: {
            /** @description `password` alone, `password` and `totp`, or `assume_role` alone. */
            methods: ("password" | "totp" | "assume_role")[];
            password?: {
                user: components["schemas"]["PasswordUser"];
            };
            totp?: {
                user: components["schemas"]["PasscodeUser"];
            };
            assume_role?: components["schemas"]["Agency"];
        };
        /** @description An IAM user. A HUAWEI ID cannot log in this way. */
        PasswordUser: {
            name: string;
            password: string;
            /** @description Account that the user belongs to. */
            domain: {
                name: string;
            };
        };
        /** @description The user again, by id, with the passcode from the virtual MFA device. */
        PasscodeUser: {
            id: string;
            passcode: string;
        };
        /** @description An agency of the delegating account, which is named by id or by name; one of the two is required. */
        Agency: {
            agency_name: string;
            domain_id?: string;
            domain_name?: string;
        };
        /** @description What the token is valid for. Regional services need `project`, which wins where both are given. */
        Scope: {
            project?: components["schemas"]["IdOrName"];
            domain?: components["schemas"]["IdOrName"];
        };
        IdOrName: {
            id?: string;
            name?: string;
        };
        TokenResponse: {
            token: components["schemas"]["TokenDetails"];
        };
        /** @description What the token stands for. The token itself is in the header X-Subject-Token. */
        TokenDetails: {
            /** @description When the token expires, in UTC, such as 2026-01-04T09:05:22.701000Z. */
            expires_at: string;
            issued_at?: string;
            methods?: string[];
            project?: components["schemas"]["ScopedProject"];
            user?: components["schemas"]["TokenUser"];
        };
        ScopedProject: {
            id?: string;
            name?: string;
        };
        TokenUser: {
            id?: string;
            name?: string;
        };
        TemporaryAccessKeyRequest: {
            auth: {
                identity: {
                    methods: "token"[];
                    token?: {
                        /**
                         * @description How long the key is valid, in seconds.
                         * @default 900
                         */
                        duration_seconds?: number;
                    };
                };
            };
        };
        TemporaryAccessKeyResponse: {
            credential: components["schemas"]["Credential"];
        };
        /** @description A temporary access key; the three values work only together. */
        Credential: {
            /** @description Access key id. */
            access: string;
            /** @description Secret access key. */
            secret: string;
            /** @description Goes into X-Security-Token. */
            securitytoken: string;
            /** @description When the key expires, in UTC. */
            expires_at: string;
        };
        ProjectList: {
            projects: components["schemas"]["Project"][];
        };
        Project: {
            id: string;
            name: string;
            domain_id?: string;
            parent_id?: string;
            enabled?: boolean;
            is_domain?: boolean;
            description?: string;
        };
        /** @description An error from IAM itself. */
        IamError: {
            error: {
                /** @description The HTTP status again in the documented examples, and a number there. */
                code?: number | string;
                message?: string;
                title?: string;
            };
        };
        /** @description An error from the API gateway in front of IAM. */
        GatewayError: {
            /** @description Starts with `APIG.` or, on the public gateway, `APIGW.`; `IAM.` where IAM itself uses this form. */
            error_code: string;
            error_msg: string;
            request_id?: string;
        };
        /** @description An error from IAM or from the gateway in front of it. */
        ErrorBody: components["schemas"]["IamError"] | components["schemas"]["GatewayError"];
    };
    responses: {
        /** @description The token is in the header X-Subject-Token. */
        TokenCreated: {
            headers: {
                "X-Subject-Token": components["headers"]["SubjectToken"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TokenResponse"];
            };
        };
        /** @description The key. */
        TemporaryAccessKeyCreated: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TemporaryAccessKeyResponse"];
            };
        };
        /** @description The projects that match. */
        Projects: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProjectList"];
            };
        };
        /** @description The request is malformed. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The password, the passcode, the token or the signature is wrong or has expired. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The credentials are good, the permission is missing. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description No such project, account or agency. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many calls. */
        Throttled: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description IAM failed. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description IAM is unavailable. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description IAM is unavailable. */
        UnavailableHere: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /**
         * @description Any value leaves the service catalogue out of the answer, which makes it a few kilobytes shorter.
         * @example true
         */
        NoCatalog: string;
        /**
         * @description Name of the project. A region's default project is named like the region.
         * @example cn-north-4
         */
        ProjectName: string;
        /**
         * @description Account that the project belongs to.
         * @example d78cbac186b744899480f25bd022f468
         */
        DomainId: string;
        /**
         * @description Parent of the project – the project of the region for a project below it.
         * @example aa2d97d7e62c4b7da3ffdfc11551f878
         */
        ParentId: string;
        /** @description Lists only enabled projects, or only disabled ones. */
        Enabled: boolean;
        /** @description Page of the list, from 1; only together with per_page. */
        Page: number;
        /** @description Projects on a page; only together with page. */
        PerPage: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The token. As a request header it may have up to 40960 characters, so a client must be able to read as much.
         * @example MIIDkgYJKoZIhvcNAQcCoIIDgzCCA38CAQExDTALBglghkgBZQMEAgEwgXXXXX
         */
        SubjectToken: string;
        /**
         * @description The gateway's id for this exchange. Support asks for it.
         * @example 7f1d9a20c3b84e5f9a6d2b1c0e4f8a35
         */
        RequestId: string;
        /**
         * @description How long to wait before trying again, in seconds or as an HTTP date.
         * @example 2
         */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    KeystoneCreateUserTokenByPassword: {
        parameters: {
            query?: {
                /**
                 * @description Any value leaves the service catalogue out of the answer, which makes it a few kilobytes shorter.
                 * @example true
                 */
                nocatalog?: components["parameters"]["NoCatalog"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            201: components["responses"]["TokenCreated"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateTemporaryAccessKeyByToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemporaryAccessKeyRequest"];
            };
        };
        responses: {
            201: components["responses"]["TemporaryAccessKeyCreated"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["UnavailableHere"];
        };
    };
    KeystoneListProjects: {
        parameters: {
            query?: {
                /**
                 * @description Name of the project. A region's default project is named like the region.
                 * @example cn-north-4
                 */
                name?: components["parameters"]["ProjectName"];
                /**
                 * @description Account that the project belongs to.
                 * @example d78cbac186b744899480f25bd022f468
                 */
                domain_id?: components["parameters"]["DomainId"];
                /**
                 * @description Parent of the project – the project of the region for a project below it.
                 * @example aa2d97d7e62c4b7da3ffdfc11551f878
                 */
                parent_id?: components["parameters"]["ParentId"];
                /** @description Lists only enabled projects, or only disabled ones. */
                enabled?: components["parameters"]["Enabled"];
                /** @description Page of the list, from 1; only together with per_page. */
                page?: components["parameters"]["Page"];
                /** @description Projects on a page; only together with page. */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Projects"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["Throttled"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
