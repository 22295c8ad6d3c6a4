/** No camera makes a larger one; it is read whole. */
export const largestPhotoBytes = 64 * 1024 * 1024;
