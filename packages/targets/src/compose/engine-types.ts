import type { Labels } from "./labels.ts";

/** The parts of a container, as the engine's API and `docker inspect` both tell them. */
export interface Container {
  readonly Id: string;
  readonly Name: string;
  /** Id of the image that it really runs. */
  readonly Image: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly Running: boolean;
    readonly Restarting: boolean;
    readonly ExitCode: number;
    readonly Error?: string;
    readonly StartedAt: string;
    readonly Health?: { readonly Status: string } | null;
  };
  readonly Config: { readonly Labels: Labels | null };
  readonly HostConfig: { readonly RestartPolicy?: { readonly Name: string } | null };
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly IPAddress?: string } | null>> | null;
  };
}

export interface Volume {
  readonly Name: string;
  readonly Labels: Labels | null;
  readonly CreatedAt?: string;
}

export interface Network {
  readonly Id: string;
  readonly Name: string;
  readonly Labels: Labels | null;
}

export interface Image {
  readonly Id: string;
  readonly RepoDigests: readonly string[] | null;
}

/** What is asked of an engine, over its socket or through `docker`. `label` is `name` or `name=value`. */
export interface EngineReader {
  /** With those that do not run. */
  containers(label: string): Promise<readonly Container[]>;
  volumes(label: string): Promise<readonly Volume[]>;
  networks(label: string): Promise<readonly Network[]>;
  /** Null where the engine has none of this id or reference. */
  findImage(reference: string): Promise<Image | null>;
}
