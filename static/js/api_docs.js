/* The list of what the API can do: Swagger's, told where its description is. What is tried out here goes by one's session. */
const place = document.getElementById("api-docs");

window.SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  requestInterceptor: (request) => {
    const ours = new URL(request.url, location.href).origin === location.origin;
    if (ours && !["GET", "HEAD"].includes(request.method ?? "GET")) request.headers["X-CSRFToken"] = place.dataset.csrf;
    return request;
  },
});
