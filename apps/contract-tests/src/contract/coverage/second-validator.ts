import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { AnswerCell, RequestCell } from "./cells.ts";
import type { Contract, Parameter } from "./document.ts";

const made = new WeakMap<Contract, ReturnType<typeof makeValidator>>();

/** A validator beside Prism, which lets pass whatever it cannot compile. There is one for each contract, since compiling takes its time. */
export function secondValidator(contract: Contract) {
  const validator = made.get(contract) ?? makeValidator(contract);
  made.set(contract, validator);
  return validator;
}

function makeValidator({ document }: Contract) {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  ajv.addSchema(document, "contract");
  const compiled = new Map<string, ValidateFunction>();
  const isValid = (pointer: string, value: unknown): boolean => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `contract${pointer}` });
    compiled.set(pointer, validate);
    return validate(value) === true;
  };
  const schemas = new Map<object, ValidateFunction>();
  const fits = (schema: object, value: unknown): boolean => {
    const validate = schemas.get(schema) ?? ajv.compile(schema);
    schemas.set(schema, validate);
    return validate(value) === true;
  };
  return {
    /** Does the contract allow the request? */
    allows({ operation, values, body }: Pick<RequestCell, "operation" | "values" | "body">): boolean {
      const parameters = operation.parameters.every((parameter) => {
        const value = values[parameter.name];
        return value === undefined ? parameter.required !== true : fits(parameter.schema, asRead(parameter, value));
      });
      return parameters && (operation.body === undefined || fits(operation.body.schema, body));
    },
    /** Is the answer one that the contract declares? */
    declares({ operation, status, body }: Pick<AnswerCell, "operation" | "status" | "body">): boolean {
      return isValid(operation.schemas[status] ?? "#/nowhere", body);
    },
  };
}

/** What a server makes of the text in an address. */
function asRead({ schema: { type } }: Parameter, value: unknown): unknown {
  const text = String(value);
  if (type === "integer" && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return text;
}
