export const id = 363;
export const ids = [363];
export const modules = {

/***/ 3363:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openRegistry: () => (/* reexport */ openRegistry)
});

// EXTERNAL MODULE: ./packages/core/src/index.ts + 47 modules
var src = __webpack_require__(6397);
;// CONCATENATED MODULE: ./packages/registry/src/open.ts

const LAYOUT = "layout:";
/**
 * Opens one repository: `layout:/path` is an OCI image layout on disk, anything else a repository of a
 * registry that speaks the OCI distribution protocol 1.1. Opening touches neither disk nor network.
 * Throws `input_invalid` where the text is neither.
 */
async function openRegistry(repository, options) {
    if (repository.startsWith(LAYOUT)) {
        const directory = repository.slice(LAYOUT.length);
        if (directory === "" || directory.includes("\0"))
            throw new src/* SluiceError */.ah("input_invalid", "The repository `layout:` names no directory.", {
                advice: "Write it as `layout:/path/to/directory`.",
            });
        const { openLayout } = await __webpack_require__.e(/* import() */ 640).then(__webpack_require__.bind(__webpack_require__, 2640));
        return openLayout(repository, directory);
    }
    const { openHttpRegistry } = await __webpack_require__.e(/* import() */ 786).then(__webpack_require__.bind(__webpack_require__, 2786));
    return openHttpRegistry(repository, options);
}

;// CONCATENATED MODULE: ./packages/registry/src/index.ts



/***/ })

};
