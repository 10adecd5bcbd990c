/*
 * The engine's part inside QuickJS: it holds a run's live values (input, output, the service requests' variables, what was kept)
 * and does to them what the thread outside asks for. It is evaluated before any formula. The functions whose names begin with two
 * underscores come from outside; each takes and gives numbers, texts and bytes, never an object of the host.
 *
 * What the language brings is frozen before the first formula: it is what the engine, too, works with.
 */
const { parse, stringify } = JSON;
const { isArray } = Array;
const { defineProperty, hasOwn, keys: keysOf, create, freeze } = Object;
const { apply, ownKeys } = Reflect;
const NativePromise = Promise;
const then = Promise.prototype.then;
const NativeMap = Map;
const { get: mapGet, set: mapSet } = Map.prototype;
const { iterator } = Symbol;
const { now } = Date;
const language = __language;
const host = {
  compile: __compile,
  load: __module,
  begin: __begin,
  tell: __tell,
  file: __file,
  tick: __tick,
  toBase64: __to_base64,
  fromBase64: __from_base64,
};

/** The names that every formula sees. */
const namespace = create(null);
/** What the thread outside says once: how many items a list may have, what stands in place of a masked value, and the like. */
let facts = create(null);
/** Formulas by number: where they stand, the names they use, and what they were compiled to. */
const formulas = [];
const valueMappingSets = create(null);
/** The service requests by id, and the integration's own masks and rules, as they were planned. */
let plan = null;
/** The loop variables, the innermost first. */
let frame = create(null);
/** Bare names that yield to all others: a payload's keys. */
let bare = [];
/** The formula, or the part of a component, that is being worked on. */
let place = null;
/** The service calls being prepared or made, a child behind its parent. */
const calls = [];
/** Values that a mask hides, by the object that holds them. */
const masked = new NativeMap();
let anyMasked = false;

/** What came from outside as JSON, with its bytes and files made whole again. */
function revive(value) {
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.$bytes === 'string') return new Uint8Array(host.fromBase64(value.$bytes));
  if (typeof value.$file === 'string')
    return new GlyueFileHandle(value.$file, value.mode ?? 'r', value.encoding ?? 'UTF-8');
  for (const key of keysOf(value)) value[key] = revive(value[key]);
  return value;
}

const received = (json, special) => (special ? revive(parse(json)) : parse(json));

/* ---- formulas ---- */

const isPromise = (value) => value !== null && typeof value === 'object' && typeof value.then === 'function';

/** Where a name's value is; null when nobody has it, or everybody. */
function holderOf(name) {
  if (name in frame) return frame;
  if (name in namespace) return namespace;
  // Else whoever calls the integration could say in a payload what `Number` is.
  if (hasOwn(globalThis, name)) return name === 'keep' ? onlyFormulas : null;
  for (let i = 0; i < bare.length; i++) if (hasOwn(bare[i], name)) return bare[i];
  return null;
}

/**
 * Runs a formula. It is given the names that it uses and that there are now as parameters: so it sees shared objects, an
 * assignment to a name dies with the formula, and a name that there is not stays a ReferenceError.
 */
function invoke(number) {
  const formula = formulas[number];
  // Each formula has its own time; to say so costs as much as a small formula, and so it is said now and then.
  const at = now();
  if (at - ticked > TICK_MS) {
    tired = host.tick(number);
    ticked = at;
  }
  place = formula.place;
  const { names } = formula;
  const values = [];
  let key = '';
  for (let i = 0; i < names.length; i++) {
    const holder = holderOf(names[i]);
    if (holder === null) continue;
    key += `${names[i]},`;
    values[values.length] = holder[names[i]];
  }
  formula.compiled[key] ??= host.compile(number, key);
  const compiled = formula.compiled[key];
  return apply(compiled, undefined, values);
}

const TICK_MS = 10;
/** When the thread outside was last told that a formula begins. */
let ticked = 0;
/** Whether the thread outside wants to see to others. */
let tired = false;
/** Counts what was asked for, so that what an earlier failure left behind is not taken for the answer to something later. */
let turn = 0;

/** Runs what yields formulas' results until it ends, in one go as long as no promise is among them. */
function drive(steps, mine, resumeWith, failing) {
  let given = resumeWith;
  let failed = failing;
  for (;;) {
    const { done, value } = failed ? steps.throw(given) : steps.next(given);
    failed = false;
    if (done) return value;
    let waits;
    try {
      waits = isPromise(value);
    } catch (error) {
      given = error;
      failed = true;
      continue;
    }
    if (!waits && !tired) {
      given = value;
      continue;
    }
    const awaited = waits ? value : apply(then, ask('rest', null), [() => value]);
    tired = false;
    const here = place;
    const there = frame;
    const names = bare;
    const resume = (result, wrong) => {
      if (mine !== turn) return undefined;
      place = here;
      frame = there;
      bare = names;
      return drive(steps, mine, result, wrong);
    };
    return apply(then, new NativePromise((resolve) => resolve(awaited)), [
      (result) => resume(result, false),
      (error) => resume(error, true),
    ]);
  }
}

/** A list of what a formula gives to iterate over. */
function listOf(value) {
  if (isArray(value)) return value;
  if (value === null || value === undefined || typeof value[iterator] !== 'function') {
    throw new TypeError(`this must give something to iterate over, not ${nameOf(value)}`);
  }
  const list = [];
  for (const item of value) {
    if (list.length >= facts.mostItems) throw new RangeError(`this gives more than ${facts.mostItems} items`);
    list[list.length] = item;
  }
  return list;
}

function nameOf(value) {
  if (value === null || value === undefined) return `${value}`;
  if (isArray(value)) return 'a list';
  return (
    { object: 'an object', string: 'a text', number: 'a number', boolean: 'a boolean' }[typeof value] ?? typeof value
  );
}

/** Runs a part with loop variables of its own. */
function* within(variables, part) {
  const outer = frame;
  frame = create(outer);
  for (const name of keysOf(variables)) frame[name] = variables[name];
  try {
    return yield* part();
  } finally {
    frame = outer;
  }
}

/* ---- shared modules (domain.md 5.11) ---- */

/** What the modules export that were imported in this run: each is evaluated once, when it is first imported. */
const imported = new NativeMap();
/** The modules that are being evaluated, each before the one that it imports. */
const importing = [];

function importModule(name) {
  if (typeof name !== 'string') {
    throw new TypeError(`import_module takes the name of a shared module as a text, not ${nameOf(name)}`);
  }
  const known = apply(mapGet, imported, [name]);
  if (known !== undefined) return known;
  const circle = importing.indexOf(name);
  if (circle !== -1) {
    const names = [...importing.slice(circle), name].join(' → ');
    throw new Error(`import_module: these shared modules import one another in a circle: ${names}`);
  }
  if (importing.length >= facts.moduleDepth) {
    throw new RangeError(
      `import_module: shared modules may import one another ${facts.moduleDepth} deep, and do so deeper`,
    );
  }
  const importer = importing[importing.length - 1];
  importing[importing.length] = name;
  try {
    const exported = host.load(name);
    // Its time is over, and so is that of the formula: nobody is to go on from here.
    if (exported === null) for (;;);
    if (exported === undefined) throw new Error(cannotImport(name, importer));
    if (exported instanceof NativePromise) {
      throw new TypeError(`import_module: the shared module ${name} may await something in its functions alone`);
    }
    apply(mapSet, imported, [name, exported]);
    return exported;
  } finally {
    importing.length -= 1;
  }
}

/** The same whether there is such a module or not: whoever may write a formula may not know of others' modules. */
function cannotImport(name, importer) {
  const integration = stringify(facts.pathName);
  const given = brief(name);
  const by = importer === undefined ? '' : `, which the shared module ${importer} imports,`;
  return `import_module: the shared module ${given}${by} is not bound to the integration ${integration}, or does not exist. Bind it: npx gateway module bind ${given} ${integration}`;
}

/* ---- paths ---- */

/** The keys of a path: constants, or formulas in brackets. */
function* keysOfPath(path) {
  const found = [];
  for (const segment of path)
    found[found.length] = typeof segment === 'object' ? yield invoke(segment.formula) : segment;
  return found;
}

const isIndex = (key) => typeof key === 'number' && Number.isInteger(key) && key >= 0;

function put(holder, key, value) {
  if (isArray(holder)) {
    if (!isIndex(key)) throw new TypeError(`a list has no place ${stringify(key)}`);
    if (key > facts.mostItems) throw new RangeError(`a list has ${facts.mostItems} places at the most`);
    // No holes: they would be neither null nor missing.
    for (let i = holder.length; i < key; i++) holder[i] = null;
  }
  // An own property, whatever its name: `__proto__` must not reach what all objects share.
  if (hasOwn(holder, key)) holder[key] = value;
  else defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Puts a value at a path, and makes what is missing on the way. */
function assign(root, path, value) {
  let holder = root;
  for (let i = 0; i < path.length - 1; i++) {
    let next = hasOwn(holder, path[i]) ? holder[path[i]] : undefined;
    if (next === undefined || next === null) {
      next = isIndex(path[i + 1]) ? [] : {};
      put(holder, path[i], next);
    }
    if (typeof next !== 'object')
      throw new TypeError(`${shown(path, i + 1)} is ${nameOf(next)}, so nothing can be put into it`);
    holder = next;
  }
  put(holder, path[path.length - 1], value);
}

const shown = (path, length) => {
  let text = '';
  for (let i = 0; i < length; i++) text += typeof path[i] === 'number' ? `[${path[i]}]` : `${text && '.'}${path[i]}`;
  return text;
};

/* ---- field mappings (domain.md 4.4) ---- */

function* prepareFields(mappings, payload) {
  for (const mapping of mappings) {
    if (mapping.forEach === null && mapping.isSimple) {
      setField(mapping, payload, mapping.path, mapping.constant ? mapping.constant.value : yield invoke(mapping.value));
      continue;
    }
    if (mapping.forEach === null) {
      yield* mapField(mapping, payload);
      continue;
    }
    const items = listOf(yield invoke(mapping.forEach));
    for (let i = 0; i < items.length; i++) {
      yield* within({ fitem: items[i], fidx: i }, () => mapField(mapping, payload));
    }
  }
}

function* mapField(mapping, payload) {
  if (mapping.includeIf !== null && !(yield invoke(mapping.includeIf))) return;
  let value = null;
  if (mapping.constant) ({ value } = mapping.constant);
  else if (mapping.value !== null) value = yield invoke(mapping.value);
  setField(mapping, payload, yield* keysOfPath(mapping.path), value);
}

/** Puts a value where its mapping says, as the mapping says. */
function setField(mapping, payload, path, given) {
  let value = given;
  place = mapping.place;
  if (value !== null && value !== undefined) {
    if (mapping.set !== null) value = mapValue(valueMappingSets[mapping.set], value);
    if (mapping.type !== null && value !== null) value = cast(mapping.type, value);
  }
  if (value === undefined) value = null;
  if (value === null && !mapping.nullable) throw new TypeError('the value is null, and the field is not nullable');
  assign(payload, path, value);
}

/** What a value is converted to, or an error that says why it cannot be. */
function cast(type, value) {
  const cannot = () => new TypeError(`${brief(value)} cannot be converted to ${type}`);
  if (type === 'str') {
    if (typeof value === 'string') return value;
    return typeof value === 'object' && !(value instanceof Date) ? stringify(value) : jsonText(value);
  }
  if (type === 'int' || type === 'float') {
    if (typeof value === 'boolean') return value ? 1 : 0;
    const text = typeof value === 'string' ? value.trim() : value;
    if (typeof text === 'object' || text === '') throw cannot();
    if (type === 'int' && typeof text === 'string' && !/^[+-]?\d+$/.test(text)) throw cannot();
    const number = Number(text);
    if (!Number.isFinite(number)) throw cannot();
    return type === 'int' ? Math.trunc(number) : number;
  }
  if (type === 'bool') {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number') return value !== 0;
    const text = `${value}`.trim().toLowerCase();
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0' || text === '') return false;
    throw cannot();
  }
  if (type === 'list') {
    if (typeof value === 'string' || typeof value[iterator] !== 'function') throw cannot();
    return listOf(value);
  }
  if (type === 'dict') {
    if (typeof value !== 'object' || isArray(value)) throw cannot();
    return value instanceof NativeMap ? Object.fromEntries(value) : value;
  }
  if (type === 'File') {
    if (!(value instanceof GlyueFileHandle)) throw cannot();
    return value;
  }
  throw new TypeError(`there is no value type ${type}`);
}

const jsonText = (value) => (value instanceof Date ? value.toISOString() : `${value}`);

function brief(value) {
  const text =
    typeof value === 'object'
      ? (stringify(value) ?? nameOf(value))
      : typeof value === 'string'
        ? stringify(value)
        : `${value}`;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/* ---- value mappings (domain.md 3.5) ---- */

const folded = (set, value) => (typeof value === 'string' && !set.caseSensitive ? value.toLowerCase() : value);
const keyOf = (value) => `${typeof value}:${value}`;

function mapValue(set, value) {
  const to = set.to[keyOf(folded(set, value))];
  if (to !== undefined) return to;
  return set.useDefault ? set.default : value;
}

/** Whether a set has a value on one of its sides. */
function occursIn(set, side, value) {
  if (side !== 'to') return hasOwn(set.to, keyOf(folded(set, value)));
  for (const key of keysOf(set.to)) if (folded(set, set.to[key]) === folded(set, value)) return true;
  return false;
}

/* ---- validation rules (domain.md 4.5) ---- */

/** Checks all of them, and answers with those that failed. */
function* checkRules(rules, payload) {
  const failures = [];
  for (const rule of rules) {
    const outer = bare;
    bare = isPlain(payload) ? [payload] : [];
    try {
      yield* checkRule(rule, failures);
    } finally {
      bare = outer;
    }
  }
  return failures;
}

const isPlain = (value) => value !== null && typeof value === 'object' && !isArray(value);

function* checkRule(rule, failures) {
  let items = null;
  try {
    if (rule.forEach !== null) items = listOf(yield invoke(rule.forEach));
  } catch (error) {
    failures[failures.length] = failureOf(rule, null, describe(error).message, describe(error));
    return;
  }
  if (items === null) return yield* checkOnce(rule, null, failures);
  for (let i = 0; i < items.length; i++) {
    const outer = bare;
    if (isPlain(items[i])) bare = [...outer, items[i]];
    try {
      yield* within({ vritem: items[i], vridx: i }, () => checkOnce(rule, i, failures));
    } finally {
      bare = outer;
    }
  }
}

function* checkOnce(rule, index, failures) {
  let failure = null;
  try {
    if (rule.applyIf !== null && !(yield invoke(rule.applyIf))) return;
    const value = rule.field === null ? undefined : yield invoke(rule.field);
    failure = yield* within({ _: value }, () => problemOf(rule, value, index));
  } catch (error) {
    // A rule that throws has failed.
    const described = describe(error);
    failure = failureOf(rule, index, `the rule could not be checked: ${described.message}`, described);
  }
  if (failure !== null) failures[failures.length] = failure;
  const hook = failure === null ? rule.passHook : rule.failHook;
  if (hook === null) return;
  const variables = failure === null ? {} : { vrmsg: failure.message };
  yield* within(variables, function* () {
    yield invoke(hook);
  });
}

function* problemOf(rule, value, index) {
  if (rule.maxLength !== null && typeof value === 'string' && value.length > rule.maxLength) {
    return failureOf(rule, index, `is longer than ${rule.maxLength} characters`, null);
  }
  if (rule.set !== null && !occursIn(valueMappingSets[rule.set], rule.side, value)) {
    return failureOf(rule, index, `is not in the value mapping set ${valueMappingSets[rule.set].name}`, null);
  }
  if (rule.rule !== null && !(yield invoke(rule.rule))) return failureOf(rule, index, 'did not pass its rule', null);
  return null;
}

function failureOf(rule, index, why, error) {
  const item = index === null ? '' : ` (item ${index})`;
  return { rule: rule.id, name: rule.name, message: `${rule.name}${item}: ${why}`, abort: rule.abort, error };
}

/* ---- masks (domain.md 3.6) ---- */

/** Marks what is to be hidden; answers with how often each mask was applied, and with the values that are hidden. */
function* applyMasks(masks, payload) {
  const hidden = [];
  const applied = [];
  for (const mask of masks) {
    let count = 0;
    const outer = bare;
    bare = isPlain(payload) ? [payload] : [];
    try {
      if (mask.forEach === null) count += yield* applyMask(mask, payload, hidden);
      else {
        const items = listOf(yield invoke(mask.forEach));
        for (let i = 0; i < items.length; i++) {
          bare = isPlain(items[i]) ? [items[i], payload] : [payload];
          count += yield* within({ mitem: items[i], midx: i }, () => applyMask(mask, items[i], hidden));
        }
      }
    } finally {
      bare = outer;
    }
    applied[applied.length] = { mask: mask.id, count };
  }
  return { applied, hidden };
}

function* applyMask(mask, root, hidden) {
  if (mask.applyIf !== null && !(yield invoke(mask.applyIf))) return 0;
  if (mask.applyIfPath !== null && !find(root, yield* keysOfPath(mask.applyIfPath))?.value) return 0;
  const path = yield* keysOfPath(mask.path);
  place = mask.place;
  const found = find(root, path);
  if (found === null) return 0;
  let held = apply(mapGet, masked, [found.holder]);
  if (held === undefined) {
    held = create(null);
    apply(mapSet, masked, [found.holder, held]);
  }
  held[found.key] = true;
  anyMasked = true;
  leaves(found.value, hidden);
  return 1;
}

function find(root, path) {
  let holder = root;
  for (let i = 0; ; i++) {
    if (holder === null || typeof holder !== 'object' || !hasOwn(holder, path[i])) return null;
    if (i === path.length - 1) return { holder, key: path[i], value: holder[path[i]] };
    holder = holder[path[i]];
  }
}

function leaves(value, into) {
  if (value === null || value === undefined) return;
  if (typeof value === 'object') for (const key of keysOf(value)) leaves(value[key], into);
  else into[into.length] = value;
}

const hideMasked = function hideMasked(key, value) {
  const held = apply(mapGet, masked, [this]);
  return held !== undefined && held[key] === true ? facts.mask : value;
};

/** A live value as JSON, as it is and as the run history may show it; the second is null when it is the same. */
const dump = (value) => [
  stringify(value ?? null) ?? 'null',
  anyMasked ? (stringify(value ?? null, hideMasked) ?? 'null') : null,
];

/* ---- what the thread outside asks for ---- */

const call = () => calls[calls.length - 1];

/** Some documentation leaves `request` out of `variable.request.payload`; as a property that no JSON shows, it does no harm. */
const callPrototype = freeze({
  get payload() {
    return this.request?.payload;
  },
});

/** Whether the condition of a call holds; when it does not, the call was never begun. */
function* isCalled(current) {
  if (yield invoke(current.planned.callIf)) return true;
  current.made.length--;
  return false;
}

const operations = {
  setUp(given) {
    facts = given.facts;
    for (const name of keysOf(given.names)) namespace[name] = revive(given.names[name]);
    for (const set of given.valueMappingSets) {
      const to = create(null);
      for (const [from, value] of set.mappings) to[keyOf(folded(set, from))] ??= value;
      valueMappingSets[set.id] = { ...set, to };
    }
  },
  definePlan(given) {
    plan = given;
  },
  define(list) {
    for (const formula of list) {
      formulas[formula.number] = { names: formula.names, place: formula.place, compiled: create(null) };
    }
  },
  *hook(number) {
    yield invoke(number);
  },
  /** Begins a service request; answers with how many calls it will make, or null for one that is not repeated. */
  *begin(id) {
    const { variable, forEach } = plan.requests[id];
    const items = forEach === null ? null : listOf(yield invoke(forEach));
    calls[calls.length] = {
      planned: plan.requests[id],
      variable,
      items,
      made: [],
      outer: frame,
      request: null,
      response: null,
    };
    return items === null ? null : items.length;
  },
  /** Begins one call of it, unless its condition does not hold; answers with whether it did. */
  beginCall(index) {
    const current = call();
    const made = { __proto__: callPrototype, request: null, response: null };
    current.made[current.made.length] = made;
    current.current = made;
    frame = create(current.outer);
    if (index !== null) {
      frame.sritem = current.items[index];
      frame.sridx = index;
      frame.srindex = index;
    }
    if (current.variable !== null) frame[current.variable] = made;
    return current.planned.callIf === null ? true : isCalled(current);
  },
  /** Fills the request of the current call; answers with it where it is already what will be sent. */
  *prepare(isComplete) {
    const { current, planned } = call();
    const { serviceName, mappings } = planned;
    current.request = { service_name: serviceName, payload: {}, sub_requests: {} };
    yield* prepareFields(mappings, current.request.payload);
    return isComplete ? dump(current.request) : null;
  },
  /** What is being worked on. */
  here: () => place,
  hasSubRequests: () => keysOf(call().current.request?.sub_requests ?? {}).length > 0,
  /** Puts the requests of a prepared child into its parent's. */
  adopt() {
    const child = call();
    calls.length--;
    const parent = call().current;
    const requests = child.made.filter((made) => made.request !== null).map((made) => made.request);
    frame = child.outer;
    if (requests.length > 0)
      put(parent.request.sub_requests, child.variable ?? '', child.items === null ? requests[0] : requests);
  },
  request() {
    return dump(call().current.request);
  },
  respond(json, special) {
    call().current.response = received(json, special);
  },
  *maskResponse() {
    return yield* applyMasks(call().planned.masks, call().current.response?.payload);
  },
  response() {
    return dump(call().current.response);
  },
  *checkRequest() {
    return yield* checkRules(call().planned.requestRules, call().current.request?.payload);
  },
  *checkResponse() {
    return yield* checkRules(call().planned.responseRules, call().current.response?.payload);
  },
  /** Ends a service request: its variable is what later formulas see. */
  publish() {
    const ended = call();
    calls.length--;
    frame = ended.outer;
    if (ended.variable === null) return;
    if (ended.items !== null) namespace[ended.variable] = ended.made;
    else if (ended.made.length > 0) namespace[ended.variable] = ended.made[0];
  },
  *maskInput() {
    return yield* applyMasks(plan.inputMasks, namespace.input.payload);
  },
  *checkInput() {
    return yield* checkRules(plan.inputRules, namespace.input.payload);
  },
  input: () => dump(namespace.input),
  output() {
    const { output } = namespace;
    const { payload = null, status, headers } = isPlain(output) ? output : {};
    if (typeof payload === 'function' || typeof payload === 'symbol') {
      throw new TypeError(`output.payload is a ${typeof payload}, of which there is no JSON`);
    }
    return dump({ payload, status, headers });
  },
  setOutput(changes) {
    const { output } = namespace;
    try {
      if (!isPlain(output)) throw null;
      for (const key of keysOf(changes)) output[key] = changes[key];
    } catch {
      // A formula has made something of it that nothing can be put into.
      namespace.output = { ...changes };
    }
  },
  /** Gives up what cannot be answered. */
  clearOutput() {
    namespace.output = create(null);
  },
  /** What a synchronous child run sees as `parentint`. */
  parentNames() {
    const names = {};
    for (const key of keysOf(namespace)) if (key !== 'parentint') names[key] = namespace[key];
    return stringify(names);
  },
  /** Ends what a failure left half done. */
  reset() {
    calls.length = 0;
    importing.length = 0;
    frame = create(null);
    bare = [];
    turn += 1;
    for (const name of keysOf(lanes)) clear(lanes[name]);
  },
  /** Told once, before all else. */
  limits(given) {
    limits = given;
  },
};

let limits = { result: 0 };

/** What the thread outside is doing for formulas, by its number. */
const waiting = create(null);
/**
 * What formulas ask for takes turns, so that a loop that awaits nothing does not begin everything at once. Another integration
 * runs alone: its own formulas may run others.
 */
const lanes = {
  callint: { most: 1, busy: 0, queue: [], next: 0 },
  calladapter: { most: 16, busy: 0, queue: [], next: 0 },
  vault: { most: 16, busy: 0, queue: [], next: 0 },
  /** What others in its lane may be waiting for. */
  close: { most: 16, busy: 0, queue: [], next: 0 },
  rest: { most: 1, busy: 0, queue: [], next: 0 },
};

function clear(lane) {
  lane.queue = [];
  lane.next = 0;
}

function advance(lane) {
  while (lane.busy < lane.most && lane.next < lane.queue.length) {
    const { operation, json, resolve, reject } = lane.queue[lane.next];
    lane.queue[lane.next] = null;
    lane.next += 1;
    if (lane.next === lane.queue.length) clear(lane);
    waiting[host.begin(operation, json)] = { lane, resolve, reject };
    lane.busy += 1;
  }
}

/** The answer to something that the thread outside has done. */
operations.settle = (id, ok, json, special) => {
  const { lane, resolve, reject } = waiting[id];
  delete waiting[id];
  lane.busy -= 1;
  advance(lane);
  if (ok) resolve(received(json, special));
  else reject(errorOf(parse(json)));
};

function errorOf({ name, message, code }) {
  const error = new Error(message);
  error.name = name;
  if (code !== undefined) error.code = code;
  return error;
}

/** JSON for the thread outside. */
function handedOver(value) {
  const json = stringify(value ?? null) ?? 'null';
  if (json.length > limits.result) {
    throw new RangeError(`this has ${json.length} bytes as JSON; ${limits.result} can be handed over`);
  }
  return json;
}

/** Asks the thread outside for something that takes time. */
const ask = (operation, given) =>
  new NativePromise((resolve, reject) => {
    const lane = lanes[given?.operation === 'close' ? 'close' : operation];
    lane.queue[lane.queue.length] = { operation, json: handedOver(given), resolve, reject };
    advance(lane);
  });

/** Whatever was thrown, as texts, and what was being worked on. */
const describe = (error) => language.describe(error, place);

let outcome = '';

/** Answers with JSON, or with nothing when the answer has to be waited for: `__outcome` has it then. */
globalThis.__call = (operation, json) => {
  ticked = now();
  try {
    const given = operations[operation](...parse(json));
    // The others run no formula, and may come while one waits.
    if (given === null || typeof given !== 'object' || typeof given.next !== 'function')
      return stringify({ value: given });
    turn += 1;
    const mine = turn;
    outcome = '';
    const result = drive(given, mine);
    if (!isPromise(result)) return stringify({ value: result });
    const ended = (answer) => {
      if (mine === turn) outcome = stringify(answer);
    };
    apply(then, result, [(value) => ended({ value }), (error) => ended({ error: describe(error) })]);
    return '';
  } catch (error) {
    return stringify({ error: describe(error) });
  }
};
globalThis.__outcome = () => outcome;

/* ---- files (domain.md 4.11) ---- */

/** The number under which the thread outside knows an opened file. */
function openFile(name, mode, encoding) {
  const { value, error } = parse(host.file('open', stringify([name, mode, encoding])));
  if (error) throw errorOf(error);
  return value.id;
}

/** A file of the run, as Python's `open` would give it. */
class GlyueFileHandle {
  #id;
  #name;

  constructor(name, mode, encoding, opened) {
    this.#name = name;
    this.mode = mode;
    this.encoding = mode.includes('b') ? null : encoding;
    this.#id = opened ?? null;
  }

  get name() {
    return this.#name;
  }

  #do(operation, ...given) {
    this.#id ??= openFile(this.#name, this.mode, this.encoding);
    const answer = host.file(operation, stringify([this.#id, ...given]));
    const { value, error } = parse(answer);
    if (error) throw errorOf(error);
    return value;
  }

  get closed() {
    return this.#do('closed');
  }
  fileno() {
    return this.#do('fileno');
  }
  close() {
    return this.#do('close');
  }
  flush() {
    return this.#do('flush');
  }
  read(size = -1) {
    const read = this.#do('read', size);
    return this.mode.includes('b') ? new Uint8Array(host.fromBase64(read)) : read;
  }
  readable() {
    return this.#do('readable');
  }
  writable() {
    return this.#do('writable');
  }
  seekable() {
    return true;
  }
  readline() {
    const line = this.#do('readline');
    return this.mode.includes('b') ? new Uint8Array(host.fromBase64(line)) : line;
  }
  readlines() {
    const lines = [];
    for (let line = this.readline(); line.length > 0; line = this.readline()) lines.push(line);
    return lines;
  }
  seek(offset, whence = 0) {
    return this.#do('seek', offset, whence);
  }
  tell() {
    return this.#do('tell');
  }
  truncate(size = null) {
    return this.#do('truncate', size);
  }
  write(data) {
    if (this.mode.includes('b')) {
      if (!(data instanceof Uint8Array)) throw new TypeError('a file in binary mode takes a Uint8Array');
      const { buffer, byteOffset, byteLength } = data;
      return this.#do('write', host.toBase64(buffer.slice(byteOffset, byteOffset + byteLength)));
    }
    if (typeof data !== 'string') throw new TypeError(`a file in text mode takes a text, not ${nameOf(data)}`);
    return this.#do('write', data);
  }
  writelines(lines) {
    for (const line of lines) this.write(line);
  }
  toJSON() {
    return { $file: this.#name, mode: this.mode, encoding: this.encoding };
  }
  [iterator]() {
    return this.readlines()[iterator]();
  }
}

/* ---- the special functions (domain.md 4.8) ---- */

/** Tells the thread outside something, at once. */
function tell(what, given) {
  const { error } = parse(host.tell(what, handedOver(given), stringify(place) ?? 'null'));
  if (error) throw errorOf(error);
}

const step =
  (type) =>
  (value, label = null, capture_stack_trace = false) => {
    const [, shown] = dump(value);
    const stack = capture_stack_trace ? new Error('here').stack : null;
    tell('step', {
      type,
      content: shown ?? stringify(value ?? null) ?? 'null',
      label: label === null ? null : `${label}`,
      stack,
    });
  };

/** What formulas may call, and shared modules may not. */
const onlyFormulas = {
  keep(names) {
    if (!isPlain(names)) throw new TypeError('keep takes an object: keep({ name: value })');
    for (const name of keysOf(names)) {
      if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) throw new TypeError(`keep: "${name}" is no name`);
      namespace[name] = names[name];
      // The formula that keeps it has it as a variable of its own already.
    }
  },
};

const specials = {
  keep() {
    throw new TypeError('keep is for formulas: a shared module keeps nothing, its functions return what is to be kept');
  },
  import_module: importModule,
  debug: step('DEBUG'),
  historize: step('DEBUG'),
  info: step('INFO'),
  add_run_label(label) {
    if (label !== null && label !== undefined && `${label}`.trim() !== '') tell('label', `${label}`);
  },
  end(payload = 'Error', status = 500, headers = {}) {
    operations.setOutput({ payload, status, headers });
    tell('end', null);
  },
  async callint(path_name, payload = {}, extended_payload = false, force_run_mode = null) {
    return ask('callint', { path_name, payload, extended_payload, force_run_mode });
  },
  async calladapter(system, service_name = null, label = null, payload = {}, sub_requests = {}) {
    const response = await ask('calladapter', { system, service_name, label, payload, sub_requests });
    return { request: { service_name, payload, sub_requests }, response };
  },
  map_value(name, value) {
    for (const id of keysOf(valueMappingSets)) {
      if (valueMappingSets[id].name === name) return mapValue(valueMappingSets[id], value);
    }
    throw new Error(`map_value: this integration has no value mapping set "${name}"`);
  },
  humanize(field) {
    for (const [path, name] of facts.substitutions) if (path === `${field}` || path.endsWith(`.${field}`)) return name;
    return field;
  },
  async open_vault(name, use) {
    await ask('vault', { operation: 'open', name });
    const on = (operation) => (key, value) => ask('vault', { operation, name, key, value });
    const vault = { close: () => ask('vault', { operation: 'close', name }) };
    for (const kind of ['', '_secret']) {
      for (const operation of ['get', 'insert', 'update', 'upsert', 'delete']) {
        vault[operation + kind] = on(operation + kind);
      }
    }
    if (use === undefined) return vault;
    try {
      return await use(vault);
    } finally {
      await vault.close();
    }
  },
  open_glyuefile(filename, mode = 'r', encoding = 'UTF-8') {
    return new GlyueFileHandle(`${filename}`, mode, encoding, openFile(`${filename}`, mode, encoding));
  },
  list_files: () => parse(host.file('list', '[]')).value,
  get_namespace: () => ({ ...namespace }),
  get_sdlc_phase: () => facts.sdlcPhase,
  get_installation_name: () => facts.installationName,
};
for (const name of ownKeys(specials)) {
  defineProperty(globalThis, name, { value: specials[name], writable: true, configurable: true, enumerable: false });
}
language.freezeLanguage([GlyueFileHandle]);
