/* The status page (status_page.html, .css, .js), made one and compiled in by the Makefile. */
#ifndef MT_STATUS_PAGE_H
#define MT_STATUS_PAGE_H

#include <stddef.h>

extern const unsigned char mt_status_page[];
extern const size_t mt_status_page_len;

#endif
