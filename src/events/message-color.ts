import type { EventState } from './vocabulary';

import { styleOfColor } from '../cards/message-card/theme-color';

const STATES: Readonly<Record<string, EventState>> = {
	accent: 'info',
	attention: 'failed',
	good: 'success',
	warning: 'warning',
	default: 'info',
};

/** What a hexadecimal colour of a message says: green success, amber a warning, red failure, all others nothing. */
export function stateOfColor(color: string): EventState {
	return STATES[styleOfColor(color) ?? 'default'] ?? 'info';
}
