import { Catalogues, check } from '@field/core';
import { json } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import type { Api } from './api.ts';

/** The provider's own lists. */
export interface CataloguesResource {
  /** The causes and solutions a closing chooses from. */
  read(options?: CallOptions): Promise<Catalogues>;
}

const cataloguesAnswer = json((value) => check(Catalogues, value));

export function createCatalogues(api: Api): CataloguesResource {
  return {
    async read(options) {
      return api.read('/v1/catalogues', cataloguesAnswer, options);
    },
  };
}
