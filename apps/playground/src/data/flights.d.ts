declare module 'virtual:flights' {
  /** Hour and weekday (0 is Sunday) of the departure, distance in miles, minutes late at the arrival. */
  const rows: readonly (readonly [hour: number, weekday: number, miles: number, minutesLate: number])[];
  export default rows;
}
