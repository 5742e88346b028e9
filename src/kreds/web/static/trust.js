// The one policy the content security policy allows: markup may pass (htmx parses our own answers), code may not.
if (window.trustedTypes) {
  window.trustedTypes.createPolicy("default", { createHTML: (markup) => markup });
}
