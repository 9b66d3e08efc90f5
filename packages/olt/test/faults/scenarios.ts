import { huaweiScenarios } from './huawei-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { zteScenarios } from './zte-scenarios.ts';

/** Every write of every OLT there is a voice for. */
export const scenarios: readonly Scenario[] = [...huaweiScenarios, ...zteScenarios];
