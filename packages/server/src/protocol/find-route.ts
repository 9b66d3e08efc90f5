import { TrieRouter } from 'hono/router/trie-router';
import { getPath, tryDecodeURIComponent } from 'hono/utils/url';
import type { Route } from './route.ts';

export interface FoundRoute {
  readonly route: Route;
  /** Decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface RouteFinder {
  /** The path of a request, decoded as far as no other path comes of it. */
  pathOf(request: Request): string;
  /** A `HEAD` is a `GET` without its body. */
  find(method: string, path: string): FoundRoute | null;
  /** The routes of a path, whatever the method. */
  routesAt(path: string): Route[];
}

export function routeFinder(routes: readonly Route[]): RouteFinder {
  const router = new TrieRouter<Route>();
  for (const route of routes) {
    router.add(route.method.toUpperCase(), route.path.replace(/\{(\w+)\}/g, ':$1'), route);
  }
  return {
    pathOf: (request) => getPath(request),
    find(method, path) {
      const [[found]] = router.match(method === 'HEAD' ? 'GET' : method, path);
      if (!found) return null;
      const [route, raw] = found;
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(raw)) params[name] = tryDecodeURIComponent(String(value));
      return { route, params };
    },
    routesAt(path) {
      const steps = path.split('/');
      return routes.filter((route) => isAt(route, steps));
    },
  };
}

function isAt({ path }: Route, steps: readonly string[]): boolean {
  const wanted = path.split('/');
  const fits = (step: string, at: number) => (step.startsWith('{') ? steps[at] !== '' : step === steps[at]);
  return wanted.length === steps.length && wanted.every(fits);
}
