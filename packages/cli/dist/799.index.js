export const id = 799;
export const ids = [799];
export const modules = {

/***/ 4799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   withFaults: () => (/* binding */ withFaults)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

/** `after ledger.append 3`: which call of which port, and on which side of it this process is killed. */
const KILL = /^(before|after) ([a-z]+\.[a-zA-Z]+) (\d+)$/;
/** `trace FILE`: writes `ledger.append 3` and the like for each call. */
const TRACE = /^trace (.+)$/;
const PORTS = ["ledger", "target", "edge", "registry"];
/** What answers at once, from what is known or as a stream. */
const NO_EFFECTS = ["events", "last"];
/**
 * For tests of Sluice itself, loaded where `SLUICE_FAULT` is set and nowhere else: kills this process with SIGKILL
 * before or after one call of a port, or tells which calls there are. Throws TypeError for another form.
 */
function withFaults(ports, fault) {
    const observe = observerOf(fault);
    const counts = new Map();
    const faulty = Object.fromEntries(PORTS.map((name) => [name, observed(name, ports[name], counts, observe)]));
    return { ...ports, ...faulty };
}
function observerOf(fault) {
    const file = TRACE.exec(fault)?.[1];
    if (file !== undefined) {
        return (side, call) => {
            if (side === "before")
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(file, `${call}\n`);
        };
    }
    const match = KILL.exec(fault);
    if (match === null)
        throw new TypeError(`SLUICE_FAULT=${JSON.stringify(fault)} is no fault`);
    return (side, call) => {
        if (side === match[1] && call === `${match[2]} ${match[3]}`)
            process.kill(process.pid, "SIGKILL");
    };
}
function observed(name, port, counts, observe) {
    return new Proxy(port, {
        get(target, key) {
            const member = Reflect.get(target, key);
            if (typeof member !== "function" || typeof key !== "string" || NO_EFFECTS.includes(key))
                return member;
            return async (...args) => {
                const method = `${name}.${key}`;
                const count = (counts.get(method) ?? 0) + 1;
                counts.set(method, count);
                observe("before", `${method} ${count}`);
                const answer = await member.apply(target, args);
                observe("after", `${method} ${count}`);
                return answer;
            };
        },
    });
}


/***/ })

};
