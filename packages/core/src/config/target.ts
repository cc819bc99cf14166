import { z } from "zod";
import { command, orNull, pathWithin, variables } from "./fields.ts";
import { refuseUserinfo } from "./secret.ts";

const ofEnvironments = variables(
  "Environment variables of all environments; $NAME takes the value of a variable of the job",
);

const edge = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, { error: "must be an edge's name, such as caddy" })
  .default("caddy")
  .meta({ description: "The reverse proxy that decides which environment a public hostname reaches" });

const PORT = z.int().min(1).max(65_535);
const NAME = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.-]*$/, { error: "must be a name of lower-case letters, digits, _ . and -" });

const caddy = z.strictObject({
  kind: z.literal("caddy").meta({ description: "A container of Caddy" }),
  http: PORT.default(80).meta({ description: "The port for http" }),
  https: PORT.nullable().default(443).meta({ description: "The port for https; null: none" }),
  image: z.string().min(1).default("caddy:2").meta({ description: "The image that the edge runs" }),
  name: NAME.default("sluice-edge").meta({ description: "The edge's container; applications may share it" }),
  network: NAME.default("sluice-edge").meta({
    description: "The network between the edge and the environments",
  }),
});

/** The name alone stands for all of its defaults. */
const containerEdge = z
  .union([z.literal("caddy"), caddy], { error: "must be caddy, or { kind: caddy, … }" })
  .prefault("caddy")
  .transform((given) => (given === "caddy" ? caddy.parse({ kind: "caddy" }) : given))
  .meta({ description: "The reverse proxy that decides which environment a public hostname reaches" });

const host = z
  .string()
  .min(1)
  .superRefine((value, ctx) => {
    const message = refuseUserinfo(value, "password");
    if (message !== null) ctx.addIssue({ code: "custom", message });
  })
  .optional()
  .transform(orNull)
  .meta({ description: "The engine's machine, such as ssh://deploy@host. Default: this one" });

function file(fallback: string) {
  return pathWithin("The file that describes the services, below the repository's root").default(fallback);
}

/** `target`: where environments run. */
export const targetSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z
      .literal("process")
      .meta({ description: "Processes on this machine, started from an unpacked archive" }),
    command: command("What starts the application; it listens on $PORT. A text or a list of words, no shell"),
    port: z.int().min(1).max(65_535).optional().transform(orNull).meta({
      description: "The port on which the embedded edge listens. Default: a free one, kept",
    }),
    root: z.string().min(1).optional().transform(orNull).meta({
      description:
        "The folder that environments live in (relative to the repository's root, or ~/…). Default: one of the user's own",
    }),
    variables: ofEnvironments,
    edge: z.enum(["embedded"]).default("embedded").meta({ description: "The embedded edge" }),
  }),
  z.strictObject({
    kind: z.literal("compose").meta({ description: "Docker Compose projects" }),
    file: file("compose.yml"),
    service: NAME.default("web").meta({ description: "The service that visitors reach" }),
    port: PORT.default(80).meta({ description: "The port on which that service listens in its container" }),
    host,
    edge: containerEdge,
    variables: ofEnvironments,
  }),
  z.strictObject({
    kind: z.literal("swarm").meta({ description: "Docker Swarm stacks" }),
    file: file("compose.yml"),
    host,
    edge,
    variables: ofEnvironments,
  }),
  z.strictObject({
    kind: z.literal("kubernetes").meta({ description: "Kubernetes namespaces" }),
    file: pathWithin("The manifest, or the folder of manifests, below the repository's root").default("k8s"),
    host: host.meta({ description: "The context of the kubeconfig. Default: the current one" }),
    edge: edge.default("ingress"),
    variables: ofEnvironments,
  }),
]);
