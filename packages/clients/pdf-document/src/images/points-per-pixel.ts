/** At 96 pixels an inch. */
export const POINTS_PER_PIXEL = 0.75;
