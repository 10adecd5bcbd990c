/*
 * What the code of a custom adapter finds beside the language and the standard library (docs/custom-adapters.md, domain.md 5.10), and
 * what the thread outside asks of it. An adapter has an instance of QuickJS of its own for the length of a run: in it are the
 * configuration's secrets, and so nothing else is. The functions whose names begin with two underscores come from outside; each takes
 * and gives numbers, texts and bytes, never an object of the host.
 */
const { parse, stringify } = JSON;
const { isArray } = Array;
const { defineProperty, keys: keysOf, create, freeze } = Object;
const { apply } = Reflect;
const NativePromise = Promise;
const { then } = Promise.prototype;
const { describe, freezeLanguage } = __language;
const host = {
  compile: __compile,
  begin: __begin,
  tell: __tell,
  fromBase64: __from_base64,
  utf8: __utf8,
};

/* ---- what goes in and out ---- */

/** What came from outside as JSON, with its bytes made whole again. */
function revive(value) {
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.$bytes === 'string') return new Uint8Array(host.fromBase64(value.$bytes));
  for (const key of keysOf(value)) value[key] = revive(value[key]);
  return value;
}

const received = (json, special) => (special ? revive(parse(json)) : parse(json));
const isObject = (value) => value !== null && typeof value === 'object';
const isPlain = (value) => isObject(value) && !isArray(value);
const nameOf = (value) =>
  value === null || value === undefined ? `${value}` : isArray(value) ? 'a list' : `of type ${typeof value}`;

function handedOver(value) {
  const json = stringify(value);
  if (json.length <= limits.result) return json;
  throw new RangeError(`this has ${json.length} bytes as JSON; ${limits.result} can be handed over`);
}

/* ---- what an adapter is made of ---- */

/** What a service request or `calladapter` asks for. */
class AdapterRequest {
  constructor({ service_name = null, payload = {}, sub_requests = {} } = {}) {
    this.service_name = service_name;
    this.payload = payload;
    this.sub_requests = sub_requests;
  }
}

/** By the formula variable of the child service request; a list where it is repeated. */
function subRequestsOf(given) {
  if (!isPlain(given)) return given;
  const made = {};
  for (const name of keysOf(given)) {
    const value = isArray(given[name]) ? given[name].map(requestOf) : requestOf(given[name]);
    defineProperty(made, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return made;
}

const requestOf = (given) =>
  isPlain(given) ? new AdapterRequest({ ...given, sub_requests: subRequestsOf(given.sub_requests ?? {}) }) : given;

/** What an adapter answers. It has failed unless it says that it has not. */
class AdapterResponse {
  constructor({ success = false, payload = null } = {}) {
    this.success = success;
    this.payload = payload;
    this.messages = [];
  }

  /** @param text or an error, of which the place is told, too */
  add_message_and_stack_trace(type, text) {
    const { name, message, stack } = describe(text);
    const shown = /^(Error|Thrown)$/.test(name) ? message : `${name}: ${message}`;
    this.messages.push({ type, text: shown + placeIn(stack) });
    return this;
  }
}

/** Where in the adapter's code something was thrown. Its first line is the engine's. */
function placeIn(stack) {
  const at = /formula-0:(\d+):(\d+)/.exec(stack);
  return at && at[1] > 1 ? ` (line ${at[1] - 1}, column ${at[2]})` : '';
}

/** Thrown, it ends `execute` with its response, from however deep within. */
class AdapterFlowController extends Error {
  constructor(response) {
    super('the adapter has ended with a response');
    this.name = 'AdapterFlowController';
    this.response = response;
  }
}

class BaseAdapter {
  constructor(config) {
    this.config = config;
  }

  async execute() {
    throw new TypeError("The class 'CustomAdapter' must have a method execute(request).");
  }
}

/** The kinds of messages, by name; the thread outside says which there are. */
const MessageTypes = {
  /** What an answer with a status is; null when it is a good one. */
  from_status(status) {
    if (status >= 200 && status < 300) return null;
    if (status === 401 || status === 403) return MessageTypes.AUTHENTICATION_ERROR;
    if (status >= 500) return MessageTypes.SERVER_ERROR;
    return status >= 400 ? MessageTypes.CLIENT_ERROR : MessageTypes.INVALID_RESPONSE;
  },
};

/* ---- http ---- */

/** An answer, all of it. */
class HttpResponse {
  #text;
  #bytes;

  constructor({ status, headers, text, bytes }) {
    this.status = status;
    this.ok = status >= 200 && status < 300;
    /** By name in lower case. */
    this.headers = headers;
    this.#text = text;
    this.#bytes = bytes;
  }

  text() {
    if (this.#text === null) throw new TypeError('the answer is no text; read its bytes');
    return this.#text;
  }

  json() {
    return parse(this.text());
  }

  get bytes() {
    this.#bytes ??= new Uint8Array(host.utf8(this.#text));
    return this.#bytes;
  }
}

/** Why there is no answer; `type` is one of MessageTypes. */
class HttpError extends Error {
  constructor(message, type) {
    super(message);
    this.name = 'HttpError';
    this.type = type;
  }
}

async function http(options) {
  if (!isPlain(options)) throw new TypeError(`http: it takes an object with a url, and was given ${nameOf(options)}`);
  const given = { ...options };
  // As text: what it says must not be taken for something else on the way.
  if (given.json !== undefined) given.json = stringify(given.json);
  return new HttpResponse(await ask('http', given));
}
http.get = (url, options) => http({ ...options, method: 'GET', url });
http.post = (url, options) => http({ ...options, method: 'POST', url });

/** How many calls are under way at a time; others wait. */
const MOST_CALLS = 8;
let busy = 0;
const queue = [];
const waiting = create(null);

const ask = (operation, given) =>
  new NativePromise((resolve, reject) => {
    queue[queue.length] = { operation, json: handedOver(given), resolve, reject };
    advance();
  });

function advance() {
  while (busy < MOST_CALLS && queue.length > 0) {
    const { operation, json, resolve, reject } = queue.shift();
    waiting[host.begin(operation, json)] = { resolve, reject };
    busy += 1;
  }
}

/* ---- what the thread outside asks for ---- */

let limits = { result: 0 };
let Adapter = null;
/** As JSON: each instance has one of its own. */
let config = '{}';
let shared = null;

function instanceWith(json) {
  const values = parse(json);
  const adapter = new Adapter(values);
  // A constructor of its own may forget to hand it on.
  if (adapter.config === undefined) adapter.config = values;
  return adapter;
}

const operations = {
  /** Told once, before all else. */
  limits(given) {
    limits = given;
  },
  setUp(json, types) {
    config = json;
    for (const type of types) MessageTypes[type] = type;
    freeze(MessageTypes);
  },
  define([{ number }]) {
    Adapter = host.compile(number, '')();
    if (typeof Adapter !== 'function') throw new TypeError('CustomAdapter is no class');
  },
  here: () => null,
  /** @param other the configuration for this call alone, or null */
  async execute(json, special, other) {
    shared ??= other === null ? instanceWith(config) : null;
    const adapter = other === null ? shared : instanceWith(other);
    const request = requestOf(received(json, special));
    try {
      return [answered(await adapter.execute(request))];
    } catch (error) {
      if (!(error instanceof AdapterFlowController)) throw error;
      return [answered(error.response)];
    }
  },
  async validate() {
    const adapter = instanceWith(config);
    if (typeof adapter.validate_config === 'function') await adapter.validate_config();
    return null;
  },
  /** The answer to something that the thread outside has done. */
  settle(id, ok, json, special) {
    const { resolve, reject } = waiting[id];
    delete waiting[id];
    busy -= 1;
    advance();
    if (ok) return void resolve(received(json, special));
    const { message, code } = parse(json);
    reject(new HttpError(message, code ?? MessageTypes.UNCATEGORIZED_ERROR));
  },
};

function answered(response) {
  if (!isPlain(response)) {
    throw new TypeError(`execute must return an AdapterResponse, and returned something that is ${nameOf(response)}`);
  }
  const { success, payload, messages } = response;
  return handedOver({ success, payload, messages });
}

let outcome = '';
let turn = 0;

/** Answers with JSON, or with nothing when the answer has to be waited for: `__outcome` has it then. */
globalThis.__call = (operation, json) => {
  try {
    const result = operations[operation](...parse(json));
    if (!(result instanceof NativePromise)) return stringify({ value: result });
    turn += 1;
    const mine = turn;
    outcome = '';
    const ended = (answer) => {
      if (mine === turn) outcome = stringify(answer);
    };
    apply(then, result, [
      (value) => ended({ value }),
      (error) => {
        // What it has begun and not awaited is nobody's any more.
        host.tell('failed', 'null', 'null');
        ended({ error: describe(error, null) });
      },
    ]);
    return '';
  } catch (error) {
    return stringify({ error: describe(error, null) });
  }
};
globalThis.__outcome = () => outcome;

const names = {
  BaseAdapter,
  AdapterRequest,
  AdapterResponse,
  AdapterFlowController,
  HttpError,
  MessageTypes,
  http,
};
for (const name of keysOf(names)) {
  defineProperty(globalThis, name, { value: names[name], writable: true, configurable: true, enumerable: false });
}
freezeLanguage([AdapterRequest, AdapterResponse, HttpResponse]);
