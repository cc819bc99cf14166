import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 801:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _packages_cli_src_demo_visitors_worker_ts__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(284);
var __webpack_async_dependencies__ = __webpack_handle_async_dependencies__([_packages_cli_src_demo_visitors_worker_ts__WEBPACK_IMPORTED_MODULE_0__]);
_packages_cli_src_demo_visitors_worker_ts__WEBPACK_IMPORTED_MODULE_0__ = (__webpack_async_dependencies__.then ? (await __webpack_async_dependencies__)() : __webpack_async_dependencies__)[0];


__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } });

/***/ }),

/***/ 284:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(67);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _visits_ts__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(582);
/**
 * The visitors: a steady stream of requests to one hostname, in a thread of their own, so that what the train is busy
 * with does not hold them up. They begin to count with the first good answer, and go on until they are told to stop.
 */



const plan = node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.workerData;
const FRESH_EVERY = 10;
const TICK_MS = 5;
const TELL_MS = 100;
const TIMEOUT_MS = 10_000;
/** After a pause of the whole machine the visits that were due are not made up for all at once. */
const MOST_AT_ONCE = 10;
const kept = new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent({ keepAlive: true, maxSockets: 32 });
const tally = (0,_visits_ts__WEBPACK_IMPORTED_MODULE_2__/* .createTally */ .Xf)(plan.host);
let asked = 0;
let underway = 0;
let stopped = false;
node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.parentPort.once("message", () => {
    stopped = true;
});
await untilServed();
const began = performance.now();
const ticking = setInterval(tick, TICK_MS);
const telling = setInterval(tell, TELL_MS);
function tick() {
    if (stopped) {
        if (underway > 0)
            return;
        clearInterval(ticking);
        clearInterval(telling);
        tell();
        node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.parentPort.postMessage("ended");
        kept.destroy();
        return;
    }
    const due = Math.floor(((performance.now() - began) * plan.rate) / 1000);
    if (due - asked > MOST_AT_ONCE)
        asked = due - MOST_AT_ONCE;
    for (; asked < due; asked++) {
        underway++;
        void visit(asked % FRESH_EVERY === 0).then((done) => {
            underway--;
            tally.add(done);
        });
    }
}
function tell() {
    node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.parentPort.postMessage(tally.read());
}
async function untilServed() {
    while (!stopped && "wrong" in (await visit(true))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
function visit(fresh) {
    const at = Date.now();
    const start = performance.now();
    return new Promise((resolve) => {
        const wrong = (what) => resolve({ at, fresh, wrong: what });
        const sent = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)(`${plan.address}${plan.path}`, { agent: fresh ? false : kept, headers: { host: plan.host }, timeout: TIMEOUT_MS }, (response) => {
            let text = "";
            response.setEncoding("utf8");
            response.on("data", (chunk) => {
                text += chunk;
            });
            response.on("error", (error) => wrong(`the answer broke off: ${error.message}`));
            response.on("end", () => {
                const judged = judge(response, text);
                if ("wrong" in judged)
                    wrong(judged.wrong);
                else
                    resolve({ at, ms: performance.now() - start, fresh, by: judged.by });
            });
        });
        sent.on("timeout", () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
        sent.on("error", (error) => wrong(error.message));
        sent.end();
    });
}
function judge({ statusCode = 0 }, text) {
    if (statusCode < plan.status.from || statusCode > plan.status.to)
        return { wrong: `answered ${statusCode}` };
    if (plan.stage === null)
        return { by: null };
    try {
        const { stage, version } = JSON.parse(text);
        if (stage === plan.stage && typeof version === "string")
            return { by: version };
    }
    catch {
        // told below
    }
    return { wrong: `answered something else: ${text.slice(0, 80)}` };
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 582:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Xf: () => (/* binding */ createTally)
/* harmony export */ });
/* unused harmony exports SLOT_MS, lastAnswer */
const SLOT_MS = 250;
const FAILURES_KEPT = 50;
function createTally(host) {
    const slots = new Map();
    const failures = [];
    const latencies = [];
    let [requests, failed, fresh] = [0, 0, 0];
    let [from, to] = [Number.POSITIVE_INFINITY, 0];
    return {
        add(visit) {
            requests++;
            if (visit.fresh)
                fresh++;
            [from, to] = [Math.min(from, visit.at), Math.max(to, visit.at)];
            const key = Math.floor(visit.at / SLOT_MS);
            const slot = slots.get(key) ?? { requests: 0, failed: 0, by: {} };
            slots.set(key, slot);
            slot.requests++;
            if ("wrong" in visit) {
                failed++;
                slot.failed++;
                if (failures.length < FAILURES_KEPT)
                    failures.push({ at: visit.at, what: visit.wrong });
                return;
            }
            latencies.push(visit.ms);
            if (visit.by !== null)
                slot.by[visit.by] = (slot.by[visit.by] ?? 0) + 1;
        },
        read() {
            if (requests === 0)
                return null;
            const ascending = Float64Array.from(latencies).sort();
            const quantile = (q) => ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)] ?? null;
            const latency = { p50: quantile(0.5), p99: quantile(0.99), max: quantile(1) };
            return {
                host,
                from,
                to,
                requests,
                failed,
                fresh,
                failures: [...failures],
                latency,
                slots: withoutGaps(slots),
            };
        },
    };
}
function withoutGaps(slots) {
    const first = Math.min(...slots.keys());
    const last = Math.max(...slots.keys());
    return Array.from({ length: last - first + 1 }, (_, n) => {
        const { requests, failed, by } = slots.get(first + n) ?? { requests: 0, failed: 0, by: {} };
        return { at: (first + n) * SLOT_MS, requests, failed, by: { ...by } };
    });
}
/** Who answered most lately; null where nobody can tell. */
function lastAnswer(traffic) {
    const slot = traffic?.slots.findLast(({ by }) => Object.keys(by).length > 0);
    if (slot === undefined)
        return null;
    return Object.entries(slot.by).sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}


/***/ }),

/***/ 67:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(801);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
