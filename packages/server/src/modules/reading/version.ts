/** Version of what reads texts: the shipped models and the rules around them. A change has everything read again. */
export const modelVersion = '1'
