// Iconv
