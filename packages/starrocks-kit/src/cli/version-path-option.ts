/** Which of several migrations folders a new file goes to. */
export const VERSION_PATH_OPTION = [
  '--version-path <folder>',
  'the migrations folder that it goes to (default: that of what it follows)',
] as const
