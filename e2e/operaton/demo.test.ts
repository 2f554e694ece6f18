import { connectCamunda7 } from '@jobwright/demo';
import { inject } from 'vitest';
import { defineDemo } from '../src/scenarios/demo.ts';

defineDemo(() => connectCamunda7({ url: inject('engineUrl'), environment: {}, onProgress: () => undefined }));
