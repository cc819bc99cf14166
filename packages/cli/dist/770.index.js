export const id = 770;
export const ids = [770];
export const modules = {

/***/ 5770:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tellKept: () => (/* binding */ tellKept)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/** How to look at what was kept, and how to end it. */
function tellKept(view, folder, site, story) {
    view.line();
    view.heading("All of it is kept running");
    for (const { environment, url } of story.running)
        if (url !== null)
            view.line(`   ${environment}  ${url}`);
    const { target } = site.config;
    if (target.kind === "process")
        view.line(`   the edge          http://127.0.0.1:${target.port}, by the Host header of an address above`);
    view.line(`   the repository    ${site.root}`);
    view.line(`   the ledger's git  ${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "remote.git")}`);
    view.line(`   to end it         sluice demo --stop ${folder}`);
}


/***/ })

};
