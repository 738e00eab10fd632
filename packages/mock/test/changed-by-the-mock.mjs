// Starts a mock and prints what it changed in the process, the language and Node's modules.
import { EventEmitter } from "node:events";
import fs from "node:fs";
import http from "node:http";
import { Module } from "node:module";
import net from "node:net";
// Node itself replaces a function of the process with it.
import "node:worker_threads";
import { startMock } from "../dist/index.js";

const places = {
  globalThis,
  process,
  Error,
  Object,
  "Array.prototype": Array.prototype,
  "Promise.prototype": Promise.prototype,
  "EventEmitter.prototype": EventEmitter.prototype,
  "Module.prototype": Module.prototype,
  fs,
  http,
  net,
};

/** Stands for what is read through a function: Node makes some of it only then. */
const computed = Symbol("computed");

function valuesOf(place) {
  return Object.entries(Object.getOwnPropertyDescriptors(place)).map(([name, { value, get }]) => [name, get ? computed : value]);
}

function look() {
  const values = Object.entries(places).flatMap(([place, it]) => valuesOf(it).map(([name, value]) => [`${place}.${name}`, value]));
  const listeners = process.eventNames().map((name) => [`listeners for ${String(name)}`, process.listenerCount(name)]);
  return new Map([...values, ...listeners]);
}

const before = look();
const mock = await startMock();
await fetch(`${mock.url}/v1/0123456789abcdef0123456789abcdef/cms/workflow/w/executions/e`, { headers: { "X-Auth-Token": "any" } });
await mock.close();
const after = look();
const changed = [...after.keys()].filter((name) => before.get(name) !== computed && !Object.is(after.get(name), before.get(name)));
process.stdout.write(JSON.stringify(changed));
