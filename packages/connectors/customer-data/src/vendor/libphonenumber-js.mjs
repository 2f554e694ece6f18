export { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
